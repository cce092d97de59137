//! Spanish words for attribution.

use crate::prose::speech::Speech;

pub static SPEECH: Speech = Speech {
    people: "\
        funcionarios funcionarias expertos expertas críticos críticas analistas observadores autoridades
        científicos científicas investigadores investigadoras activistas opositores economistas abogados
        abogadas diplomáticos testigos fuentes políticos legisladores diputados senadores fiscales jueces
        policías militares médicos médicas enfermeros enfermeras especialistas técnicos académicos historiadores
        politólogos sociólogos psicólogos periodistas reporteros comentaristas columnistas corresponsales
        vecinos vecinas residentes habitantes pobladores ciudadanos votantes electores manifestantes
        organizadores participantes asistentes dirigentes líderes portavoces voceros asesores asesoras
        colaboradores aliados rivales adversarios detractores defensores partidarios seguidores simpatizantes
        militantes disidentes empresarios inversores inversionistas comerciantes agricultores ganaderos
        pescadores trabajadores trabajadoras empleados empleadas obreros sindicalistas directivos ejecutivos
        productores consumidores usuarios clientes pacientes estudiantes alumnos profesores profesoras maestros
        maestras padres madres familiares allegados amigos colegas víctimas sobrevivientes supervivientes
        migrantes inmigrantes refugiados agentes bomberos soldados veteranos oficiales mandos conocedores
        entendidos encuestados entrevistados jóvenes mujeres hombres ambientalistas ecologistas feministas
        juristas constitucionalistas catedráticos epidemiólogos meteorólogos geólogos biólogos físicos
        ingenieros arquitectos consultores lobistas mediadores negociadores gobernadores alcaldes ministros
        concejales candidatos precandidatos personas",
    groups: "\
        organizaciones grupos organismos medios asociaciones sindicatos empresas compañías partidos gobiernos
        países colectivos entidades instituciones fundaciones agencias bancos diarios periódicos oenegés ong",
    peoples: "",
    person_endings: "ólogos ólogas istas",
    not_people: "listas pistas vistas revistas entrevistas conquistas aristas",
    pronouns: "algunos algunas muchos muchas varios varias otros otras pocos pocas",
    bare_pronouns: "",
    persons: "\
        funcionario funcionaria experto experta analista observador científico científica investigador
        investigadora activista opositor economista abogado abogada diplomático testigo fuente político
        legislador diputado senador fiscal policía militar médico médica especialista técnico académico
        historiador periodista reportero vecino vecina residente votante manifestante organizador dirigente
        líder asesor asesora colaborador aliado empresario inversionista trabajador trabajadora empleado
        empleada sindicalista ejecutivo estudiante profesor profesora familiar amigo amiga colega víctima
        sobreviviente agente bombero soldado oficial",
    definite: "\
        estos estas esos esas aquellos aquellas dichos dichas sus nuestros nuestras mis tus cuyos cuyas este
        esta ese esa aquel aquella su el",
    articles: "los las",
    singular: "ningún ninguna cada",
    indefinite: "un una otro otra",
    after_a: "",
    quantities: "\
        algunos algunas muchos muchas varios varias otros otras diversos diversas numerosos numerosas pocos
        pocas ciertos ciertas distintos distintas diferentes múltiples tantos ambos ambas más menos unos unas
        dos tres cuatro cinco seis siete ocho nueve diez doce todos todas hasta incluso solo al",
    quantity_nouns: "\
        grupo grupos mayoría número puñado decena decenas docena docenas centenar centenares cientos miles par
        serie parte minoría mitad tercio algunos algunas muchos muchas varios varias",
    sizes: "gran pequeño pequeña amplia amplio creciente inmensa buena la un una el",
    shares: "ciento",
    of: "de del",
    and: "y e o u",
    demonyms: "\
        estadounidenses españoles españolas franceses francesas alemanes alemanas italianos italianas británicos
        británicas rusos rusas chinos chinas japoneses mexicanos mexicanas venezolanos venezolanas colombianos
        colombianas argentinos argentinas chilenos chilenas peruanos peruanas cubanos cubanas brasileños
        brasileñas bolivianos ecuatorianos uruguayos paraguayos europeos europeas israelíes palestinos
        ucranianos ucranianas turcos sirios iraquíes iraníes norteamericanos norteamericanas latinoamericanos
        catalanes vascos gallegos andaluces madrileños republicanos demócratas socialistas chavistas peronistas",
    joined: "\
        actuales antiguos locales nacionales regionales federales políticos económicos militares civiles",
    modifiers: "\
        altos altas principales nuevos nuevas antiguos antiguas grandes presuntos presuntas propios propias
        actuales reconocidos reconocidas destacados prestigiosos supuestos supuestas alto alta antiguo antigua
        destacado",
    gerund_endings: "",
    gerund_modifiers: "",
    modifiers_follow: true,
    prepositions: "\
        a al ante bajo con contra de del desde durante en entre hacia hasta mediante para por sin sobre tras
        versus vía excepto salvo incluidos incluidas",
    function_words: "\
        y e o u pero ni que si como cuando mientras aunque porque pues donde según quien quienes cual cuales qué
        yo tú él ella ellos ellas nosotros usted ustedes me te se nos lo la le les es son era eran fue fueron ha
        han había habían no sí también ya aún todavía siempre nunca entonces luego después antes hoy ayer mañana
        aquí allí así muy",
    relative: "que quien quienes",
    determiners: "\
        el la los las un una unos unas este esta esto ese esa eso su sus lo le les se que qué cómo por nada todo",
    behind_nouns: "\
        cercanos cercanas próximos próximas familiarizados consultados consultadas entrevistados entrevistadas
        conocedores vinculados vinculadas como",
    participle_endings: "",
    present: "\
        achacan aclaran acusan admiten aducen advierten afirman agregan alegan alertan anuncian aplauden apuntan
        argumentan arguyen aseguran atribuyen auguran avisan añaden calculan califican comentan comparan
        comprenden concluyen condenan confesan confirman consideran contestan creen critican cuentan cuestionan
        culpan declaran defienden definen demandan denuncian describen desestiman desmienten destacan detallan
        dicen discuten dudan elogian enfatizan entienden especulan esperan estiman evaluan exclaman exigen
        explican exponen expresan imaginan indican informan insinuan insisten interpretan ironizan justifican
        juzgan lamentan mantienen matizan mencionan murmuran niegan notan observan opinan piensan precisan
        predicen preguntan presagian prevén proclaman prometen pronostican proponen protestan puntualizan
        ratifican recalcan rechazan reclaman reconocen recordan reiteran relatan remarcan reportan reprenden
        responden revelan saben señalan sienten sospechan sostienen subrayan sugieren tachan temen testifican
        tildan valoran vaticinan ven llaman",
    past: "\
        achacaban achacaron aclaraban aclararon acusaban acusaron admitieron admitían adujeron advertían
        advirtieron afirmaban afirmaron agregaban agregaron alegaban alegaron alertaban alertaron anunciaban
        anunciaron aplaudieron apuntaban apuntaron argumentaban argumentaron arguyeron aseguraban aseguraron
        atribuyeron atribuían auguraban auguraron avisaban avisaron añadieron añadían calculaban calcularon
        calificaban calificaron comentaban comentaron comparaban compararon comprendieron comprendían
        concluyeron concluían condenaban condenaron confesaban confesaron confirmaban confirmaron consideraban
        consideraron contaban contaron contestaban contestaron creyeron creían criticaban criticaron
        cuestionaban cuestionaron culpaban culparon declaraban declararon decían defendieron defendían
        definieron definían demandaban demandaron denunciaban denunciaron describieron describían desestimaban
        desestimaron desmintieron destacaban destacaron detallaban detallaron dijeron discutieron discutían
        dudaban dudaron elogiaban elogiaron enfatizaban enfatizaron especulaban especularon esperaban esperaron
        estimaban estimaron evaluaban evaluaron exclamaban exclamaron exigieron exigían explicaban explicaron
        expresaban expresaron expusieron imaginaban imaginaron indicaban indicaron informaban informaron
        insinuaban insinuaron insistieron insistían interpretaban interpretaron ironizaban ironizaron
        justificaban justificaron juzgaban juzgaron lamentaban lamentaron mantenían mantuvieron matizaban
        matizaron mencionaban mencionaron murmuraban murmuraron negaban negaron notaban notaron observaban
        observaron opinaban opinaron pensaban pensaron precisaban precisaron predijeron preguntaban preguntaron
        presagiaban presagiaron previeron proclamaban proclamaron prometieron prometían pronosticaban
        pronosticaron propusieron protestaban protestaron puntualizaban puntualizaron ratificaban ratificaron
        recalcaban recalcaron rechazaban rechazaron reclamaban reclamaron reconocieron reconocían recordaban
        recordaron reiteraban reiteraron relataban relataron remarcaban remarcaron reportaban reportaron
        reprendieron reprendían respondieron respondían revelaban revelaron sabían señalaban señalaron sintieron
        sospechaban sospecharon sostenían sostuvieron subrayaban subrayaron sugerían sugirieron supieron
        tachaban tacharon temieron temían testificaban testificaron tildaban tildaron valoraban valoraron
        vaticinaban vaticinaron veían vieron llamaron",
    third_person: "\
        acusa acusó admite admitió advierte advirtió afirma afirmó agrega agregó alerta alertó anuncia anunció
        apunta apuntó asegura aseguró añade añadió califica calificó comenta comentó concluye concluyó confirma
        confirmó considera consideró contó cree creía critica criticó cuenta declara declaró decía denuncia
        denunció describe describió destaca destacó dice dijo estima estimó explica explicó expresa expresó
        indica indicó informa informó insiste insistió lamenta lamentó manifestó manifiesta negó niega opina
        opinó pensaba piensa reconoce reconoció recordó recuerda relata relató reporta reportó revela reveló
        señala señaló sostiene sostuvo subraya subrayó sugiere sugirió teme",
    gerunds: "\
        achacando aclarando acusando admitiendo advirtiendo afirmando agregando alegando alertando anunciando
        apuntando argumentando asegurando augurando avisando calculando calificando comentando comparando
        comprendiendo concluyendo condenando confesando confirmando considerando contestando criticando
        cuestionando culpando declarando definiendo demandando denunciando describiendo desestimando destacando
        detallando diciendo discutiendo dudando elogiando enfatizando especulando esperando estimando evaluando
        exclamando explicando expresando imaginando indicando informando insinuando insistiendo interpretando
        ironizando justificando juzgando lamentando matizando mencionando murmurando negando notando observando
        opinando precisando preguntando presagiando proclamando prometiendo pronosticando protestando
        puntualizando ratificando recalcando rechazando reclamando reconociendo recordando reiterando relatando
        remarcando reportando reprendiendo respondiendo revelando señalando sospechando sosteniendo subrayando
        sugiriendo tachando temiendo testificando tildando valorando vaticinando viendo",
    plain_gerunds: "diciendo advirtiendo asegurando denunciando",
    perfect: "\
        achacada achacadas achacado achacados aclarada aclaradas aclarado aclarados acusada acusadas acusado
        acusados admitido advertido afirmada afirmadas afirmado afirmados agregada agregadas agregado agregados
        alegada alegadas alegado alegados alertada alertadas alertado alertados anunciada anunciadas anunciado
        anunciados apuntada apuntadas apuntado apuntados argumentada argumentadas argumentado argumentados
        asegurada aseguradas asegurado asegurados atribuida atribuido augurada auguradas augurado augurados
        avisada avisadas avisado avisados añadido calculada calculadas calculado calculados calificada
        calificadas calificado calificados comentada comentadas comentado comentados comparada comparadas
        comparado comparados comprendida comprendidas comprendido comprendidos concluido condenada condenadas
        condenado condenados confesada confesadas confesado confesados confirmada confirmadas confirmado
        confirmados considerada consideradas considerado considerados contestada contestadas contestado
        contestados creída creído criticada criticadas criticado criticados cuestionada cuestionadas cuestionado
        cuestionados culpada culpadas culpado culpados declarada declaradas declarado declarados defendida
        defendido definida definidas definido definidos demandada demandadas demandado demandados denunciada
        denunciadas denunciado denunciados descrita descritas descrito descritos desestimada desestimadas
        desestimado desestimados desmentido destacada destacadas destacado destacados detallada detalladas
        detallado detallados dicho discutida discutidas discutido discutidos dudada dudadas dudado dudados
        elogiada elogiadas elogiado elogiados enfatizada enfatizadas enfatizado enfatizados especulada
        especuladas especulado especulados esperada esperadas esperado esperados estimada estimadas estimado
        estimados evaluada evaluadas evaluado evaluados exclamada exclamadas exclamado exclamados exigido
        explicada explicadas explicado explicados expresada expresadas expresado expresados expuesto imaginada
        imaginadas imaginado imaginados indicada indicadas indicado indicados informada informadas informado
        informados insinuada insinuadas insinuado insinuados insistida insistidas insistido insistidos
        interpretada interpretadas interpretado interpretados ironizada ironizadas ironizado ironizados
        justificada justificadas justificado justificados juzgada juzgadas juzgado juzgados lamentada lamentadas
        lamentado lamentados mantenido matizada matizadas matizado matizados mencionada mencionadas mencionado
        mencionados murmurada murmuradas murmurado murmurados negada negado notada notadas notado notados
        observada observadas observado observados opinada opinadas opinado opinados pensado precisada precisadas
        precisado precisados predicho preguntada preguntadas preguntado preguntados presagiada presagiadas
        presagiado presagiados prevista previsto proclamada proclamadas proclamado proclamados prometida
        prometidas prometido prometidos pronosticada pronosticadas pronosticado pronosticados propuesta
        propuesto protestada protestadas protestado protestados puntualizada puntualizadas puntualizado
        puntualizados ratificada ratificadas ratificado ratificados recalcada recalcadas recalcado recalcados
        rechazada rechazadas rechazado rechazados reclamada reclamadas reclamado reclamados reconocida
        reconocido recordada recordadas recordado recordados reiterada reiteradas reiterado reiterados relatada
        relatadas relatado relatados remarcada remarcadas remarcado remarcados reportada reportadas reportado
        reportados reprendida reprendidas reprendido reprendidos respondida respondidas respondido respondidos
        revelada reveladas revelado revelados señalada señaladas señalado señalados sospechada sospechadas
        sospechado sospechados sostenida sostenido subrayada subrayadas subrayado subrayados sugerida sugerido
        tachada tachadas tachado tachados temida temidas temido temidos testificada testificadas testificado
        testificados tildada tildadas tildado tildados valorada valoradas valorado valorados vaticinada
        vaticinadas vaticinado vaticinados vista vistas visto vistos",
    participles: "",
    after_participles: "",
    noun_like: "",
    with_doubts: "plantean plantearon expresan expresaron",
    doubts: "\
        dudas preguntas interrogantes inquietud inquietudes preocupación temor temores objeciones",
    not_by: "",
    before_speakers: "",
    verbs_come_first: true,
    made_to: "hacen hizo dejan dejó",
    led_to: "",
    being: "están estaban siguen seguían continúan",
    having: "ha han había habían habrían hayan",
    between: "\
        ya también no siempre aún todavía nunca luego hoy ayer incluso además repetidamente le les lo sí ahora
        pueden podrían suelen la los las nos me",
    adverb_endings: "mente",
    inclined: "",
    degrees: "más muy",
    infinitive: "",
    by: "por",
    weekdays: "lunes martes miércoles jueves viernes sábado domingo",
    according: &["según", "de acuerdo con", "a juicio de", "en opinión de", "a decir de"],
    such_as: &["como", "tales como"],
    others: &["otros", "otras"],
    active: &[],
    other_meanings: &[],
};
