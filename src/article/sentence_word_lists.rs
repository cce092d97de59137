//! The abbreviations and the first words of sentences, by language.
//!
//! Words in lower case stand for any case; those with a capital only for that form, because "No. 5" is an abbreviation
//! and "He said no." is not. An abbreviation is without its last full stop. The words in `starters` are no part of names
//! or, in German, nouns.

pub struct WordLists {
    /// Primary subtags of BCP 47.
    pub languages: &'static str,
    /// Abbreviations that never end a sentence: titles before names, and words such as "e.g".
    pub never_end: &'static str,
    /// Abbreviations that end a sentence only if a word of `starters` is next.
    pub seldom_end: &'static str,
    /// Abbreviations, some of which are words as well, that end no sentence if a number is next.
    pub before_numbers: &'static str,
    /// Words with which sentences often begin.
    pub starters: &'static str,
    /// Whether "3." is an ordinal number.
    pub has_ordinals: bool,
}

/// Titles that never end a sentence in any language, since foreign names have them.
pub const TITLES: &str = "dr mr mrs ms prof vs";

/// Parts of names in any language, which seldom end a sentence.
pub const PARTS_OF_NAMES: &str = "al bros co corp inc jr ltd sr st";

/// Abbreviations at the end of lists, in all languages. They end a sentence, unless a word in lower case is next.
pub const OFTEN_END: &[&str] = &[
    "apod", "atd", "ecc", "enz", "etc", "itd", "itp", "jne", "osv", "stb", "usw", "ș.a", "др",
    "т.д", "т.п", "тощо",
];

/// English verbs behind the name of a speaker, as in "Why?" Ann Lee asked. Other languages have the verb first.
pub const VERBS_BEHIND_SPEAKERS: &[&str] = &[
    "added",
    "answered",
    "asked",
    "asks",
    "called",
    "continued",
    "cried",
    "exclaimed",
    "replied",
    "said",
    "says",
    "shouted",
    "told",
    "wondered",
    "writes",
    "wrote",
];

/// English is the first: it stands for languages without lists.
pub const LISTS: &[WordLists] = &[
    WordLists {
        languages: "en",
        never_end: "a.k.a adm Ald Amb approx Asst Atty brig ca capt cf Cllr cmdr Col cpl cpt det drs e.g eg Fr Gen gens \
            Gov hon i.e ie insp lt maj messrs msgr mx Pfc Pres pvt rep reps Rev Rt Sec sen sens sgt Spc supt viz",
        seldom_end: "a.m Ala Ariz Ark Art assn assoc ave blvd c Calif Colo Conn Del dept eds esq Fla Ft Ga hwy Ill Ind \
            Kan Ky La m.d Mass Md Mich Minn Miss Mo Mont Mt Neb Nev nos Okla Ore p.m Pa ph.d rd ste Tenn Tex \
            Thurs Tues u.k u.n u.s univ v Va Vt Wash Wed Wis Wyo",
        before_numbers: "Apr art Aug avg ch chap cit Dec eq est ext Feb fig figs ibid Jan Jul Jun Mar max min No Nos Nov Oct \
            op p para pp sec Sep Sept tel vol vols",
        starters: "a about above according across after afterwards again against all also although always among an and \
            another are as at because before between both but by can could currently despite did do does during \
            each earlier either even every everyone everything few finally five for four from furthermore had \
            has have he hence her here his how however i if in instead into is it its just later less let like \
            many maybe meanwhile might more moreover most must my neither never next no nobody none nor not \
            nothing now of often oh on once one only or other others our over perhaps please previously recently \
            several she should since six so some someone something sometimes still such thanks that the their \
            then there therefore these they this those though three through throughout thus to today tomorrow \
            two under unless unlike until usually was we well were what when where whether which while who why \
            with without would yes yesterday yet you your",
        has_ordinals: false,
    },
    WordLists {
        languages: "de",
        never_end: "abzgl allg bspw bzgl bzw ca cf d.h dipl dres ehem evtl exkl fr frl geb gegr Gen gen gest ggf habil \
            hl Hptm hr hrn i.d.r ing inkl insb insbes jur Lt Mag med Mr Mrs Ms n.chr nat o.g o.ä Oblt phil rer \
            s.o s.u sankt sog theol u.a u.u v v.a v.chr verh vgl z z.b z.t z.zt zzgl",
        seldom_end: "a a.d a.m b b.d bes c chr d d.j di do dt engl frz griech h hg hrsg i i.br i.v jhdt lat mi min mind \
            mio mo mrd mtl n o o.a p.a pl sek sen sep std str tsd u urspr v.l",
        before_numbers: "ab abb abs abschn anm apr art aufl aug bd bde dez f feb febr ff jan jh jhd jul jun kap max nov nr \
            nrn okt s sept tab tel vol",
        starters: "aber alle allerdings alles als also am an andere auch auf aus außerdem bei beide beides beim bereits \
            bevor bis bisher bislang da dabei dadurch dafür dagegen daher damit danach dann daran darauf daraus \
            darin darum darüber das dass davon davor dazu daß dem den denn dennoch der des deshalb die diese \
            diesem diesen dieser dieses doch dort drei du durch ebenso eigentlich ein eine einem einen einer \
            eines einige entweder er erst es etwa falls fast ferner früher fünf für ganz gegen gemäß gestern \
            haben hat heute hier hinter ich ihr ihre ihrem ihren im immer in infolge insgesamt inzwischen ist ja \
            jede jeder jedes jedoch jene jener jetzt kann kein keine keiner können laut leider man manche \
            mehrere mein meine mit mittlerweile morgen muss müssen nach nachdem natürlich neben nein nicht nie \
            noch nun nur ob obwohl oft ohne schließlich sehr sein seine seinem seinen seiner seit seitdem \
            seither sie sind so sobald solange soll sollen somit sowie sowohl später trotz trotzdem um und unser \
            unsere unter viele vielleicht vier vom von vor war waren warum was weder wegen weil weiter weitere \
            welche welcher welches wenn wer werden weshalb wie wieder wieso wir wird wo wurde wurden während zu \
            zudem zuerst zum zunächst zur zwei zwischen über",
        has_ordinals: true,
    },
    WordLists {
        languages: "fr",
        never_end: "adj av boul c-à-d c.-à-d cdt cf cne col drs env ex gal lt m me mes mgr mlle mlles mm mme mmes p.ex \
            pr ste sts v vve",
        seldom_end: "ap apr bd cie coll ed hab ibid id inf j.-c r.d s.a s.v sup u.s éd éts",
        before_numbers: "art ch chap déc fig fol févr janv juil max min n no nos nov num oct p pp sept sq sqq t tom tél vol",
        starters: "a actuellement afin ainsi alors après au aucun aucune aujourd aussi autre autres aux avant avec bien \
            c car ce ceci cela celle celles celui cependant certaines certains ces cet cette ceux chaque chez \
            cinq comme comment contre d d'abord dans de demain depuis des deux donc du durant dès déjà elle \
            elles en encore enfin ensuite entre est et finalement fut grâce hier ici il ils j jamais je jusqu l \
            la le les leur leurs lors lorsqu lorsque là ma mais malgré mes moins mon même n ne ni non nos \
            notamment notre nous néanmoins on or ou oui outre où par parfois parmi pas pendant peut peut-être \
            plus plusieurs pour pourquoi pourtant puis puisqu puisque qu quand quant quatre que quel quelle \
            quelles quelques quels qui quoi s sa sans selon ses si son sont sous sur toujours tous tout toute \
            toutefois toutes trois trop très tu un une vers voici voilà vos votre vous y à ça étaient était",
        has_ordinals: false,
    },
    WordLists {
        languages: "es",
        never_end: "aprox arq cf cmdte cnel d da dip dra dres dña ej excma excmo fr gob gral ilma ilmo ing lic mons n.° \
            n.º n° nº p.ej pbro profa rvdo sen sra sras sres srta srtas sta sto tte",
        seldom_end: "a.c a.de.c a.m av avda c cit cía d.c depto dpto ed eds EE ee EE.UU EEUU ff hab ibid kg km m.a op p.m \
            s.a s.l univ UU íd",
        before_numbers: "abr ago art arts cap caps dic ene feb fig figs jul jun mar may máx mín n nov nro núm núms oct p pp \
            pág págs sept t tel tlf tlfno vol vols",
        starters: "a actualmente además ahora al alguna algunas algunos algún allá allí ambas ambos ante antes aquel \
            aquella aquellos aquí así aunque ayer aún bajo cada cinco como con contra cual cuando cuanto cuatro \
            cuál cuándo cómo de del desde después donde dos durante dónde e el ella ellas ellos en entonces \
            entre era eran es esa esas ese eso esos esta estas este esto estos finalmente fue fueron ha había \
            hacia han hasta hay hoy incluso jamás la las le les lo los luego mas mañana me mediante menos mi \
            mientras mis mismo muchas muchos muy más nada nadie ni ninguna ningún no nos nosotros nuestra \
            nuestro nuestros nunca o otra otras otro otros para pero pocos por porque posteriormente pues que \
            quien quienes quizá quizás quién qué se según si siempre sin sino sobre solo son su sus sí sólo tal \
            también tampoco tan tanto te toda todas todavía todo todos tras tres tu tú u un una unas unos usted \
            ustedes varias varios y ya yo él ésta éstas éste éstos",
        has_ordinals: false,
    },
    WordLists {
        languages: "it",
        never_end: "arch avv c.so ca card cf cfr col dott dott.ssa egr es gen gent geom ing magg mons on p.es p.za \
            prof.ssa rag s sig sig.na sig.ra sigg spett ss ten v.le",
        seldom_end: "a.c c.c c.p c.p.c c.p.p d.c d.l d.lgs ecc ed l lett lgs s.p.a s.r.l segg",
        before_numbers: "ago apr art artt cap dic feb fig giu lug mag mar n nn nov nr num ott p pag pagg par sec sett tel vol",
        starters: "a ad agli ai al alcune alcuni alla alle allo allora altre altri altro anche ancora che chi ci cinque \
            ciò come con contro cosa così cui da dai dal dalla dalle degli dei del della delle dello di domani \
            dopo dove due dunque durante e ed egli era erano essa essi esso fino fra fu furono già gli ha hanno \
            i ieri il in infine inoltre io l la le lei lo loro lui là lì ma mai meno mentre mio molte molti \
            molto ne negli nei nel nella nelle nello no noi non nostro né o oggi ogni oppure ora per perché però \
            più poi poiché prima qua quale quali quando quattro quella quelle quelli quello questa queste questi \
            questo qui quindi se secondo sempre senza si sono su sua sue sui sul sulla sulle suo suoi sì tra tre \
            tu tutta tuttavia tutte tutti tutto un un' una uno verso vi voi vostro è",
        has_ordinals: false,
    },
    WordLists {
        languages: "pt",
        never_end: "alm aprox arq cel cf d dep dra dras drs eng exma exmo gen ilmo maj p.ex Pe profa sra sras srs sta \
            sto ten v",
        seldom_end: "a.c a.m av cia d.c ed ex jan ltda no p.m r s.a",
        before_numbers: "abr ago art arts cap dez fev fig jul jun mai mar n nov num nº núm out p pp pág págs set tel vol",
        starters: "a agora ainda algum alguma algumas alguns ali além amanhã ambos ante antes ao aos apenas após aquela \
            aquele aqui aquilo as assim até cada cinco com como contra da das de depois desde do dois dos duas \
            durante e ela elas ele eles em embora enquanto entre então era eram essa essas esse esses esta estas \
            este estes eu foi foram hoje há isso isto já lá mais mas menos meu minha muitas muito muitos na nada \
            nas nem nenhum nenhuma ninguém no nos nossa nosso num numa nunca não nós o onde ontem os ou outra \
            outras outro outros para pela pelas pelo pelos pois por porque porém quais qual quando quatro que \
            quem se segundo sem sempre seu seus sim sob sobre sua suas são só também tem toda todas todo todos \
            três tu tudo tão um uma umas uns você vocês várias vários à às é",
        has_ordinals: false,
    },
    WordLists {
        languages: "nl",
        never_end: "b.v bijv burg ca cf d.w.z dhr drs ds gen i.v.m ing ir jhr kap kol lt m.b.t m.n mej mevr mw n.a.v o.a \
            t.a.v t/m vgl z.g zg zgn",
        seldom_end: "a.d bv d.m.v e.a e.d ed eeuw m.i n.chr n.v nv str t.o.v v.chr",
        before_numbers: "afb apr art aug blz dec feb jan jul jun mrt nov nr nrs okt p pag sept tel vol",
        starters: "aan al alle alleen alles als andere beide bij bovendien daar daarbij daarna daarnaast daarom dan dat \
            de deze die dit door drie dus echter een eerst elk elke en er geen gisteren haar had hebben heeft \
            het hier hij hoe hoewel hun iedere ik in is je jij jouw jullie kan kon later maar meer met mijn \
            minder morgen na naar nadat niet nog nu of om omdat onder ons onze ook op over sinds sommige tegen \
            terwijl tijdens toch toen tot tussen twee u uit van vandaag veel vele verder vier vijf volgens voor \
            voordat vroeger waar waarom wanneer want waren was wat we wel welk welke werd werden wie wij wordt \
            zal ze zelfs zij zijn zodat zonder zou",
        has_ordinals: false,
    },
    WordLists {
        languages: "pl",
        never_end: "abp asp bp bł ds gen hab inż kard kpt ks m.in mgr mjr mł nadinsp nadkom np o paraf podkom pp ppor \
            ppłk proj pt płk sierż tj tzw ul wg zob zw św",
        seldom_end: "bm br czw gm im mld mln n.e ndz ob os p p.n.e pl pn por pow red s.a sp ub ur vol woj wt zm śr",
        before_numbers: "art godz lit nr ok pkt poz rozdz rys s str t tab tel tys ust",
        starters: "a aby ale bardzo bo byli był była było były będzie chociaż choć ci co cztery czy dla dlaczego \
            dlatego do dwa dzisiaj dziś gdy gdzie i ich inni ja jak jednak jego jej jest jeszcze jeśli jeżeli \
            jutro już każdy kiedy kto która które który lecz mimo między mniej my mój na nad następnie nasz nie \
            niektórzy o obecnie od on ona one oni ono oraz pięć po pod podczas ponadto ponieważ potem poza przed \
            przez przy później również swój są ta tak także tam te tego tej ten teraz też to trzy tu ty tych \
            tylko tym u w wcześniej wczoraj we według więc więcej wszyscy wszystko wy z za zatem ze że żeby",
        has_ordinals: true,
    },
    WordLists {
        languages: "ru uk be bg",
        never_end: "акад вул г-жа г-н г-на г-ну гг ген д див инж кап м-р напр пл полк пр проф св см ср т.д т.е т.к т.н \
            тов ул ім",
        seldom_end: "англ в г гл грн дер изд им исп кв коп лат лв м млн млрд нем обл пос р р-н ред руб рус ст.ст тт тыс \
            укр фр",
        before_numbers: "мал ок п пп рис род с ст стр т табл тел ум фиг",
        starters: "а або аз але без больше будет был была были было більше в ви вие во вона вони воно все всё вчера вы \
            від где два де для до другие дуже его ее если есть еще ещё её за завтра затем здесь и из или има их \
            й його к каждый как като ко когда который кроме кто ли между меньше мы на над наш не некоторые нет \
            ние но няма ні о об однако он она они оно от очень перед по под позже после потом потому почему \
            поэтому преди през при про пять під після раньше с свой сегодня сейчас след со среди та так также \
            також там те теперь то того тоже той только тот три тут ты тя тільки у уже хотя хоча хто це цей ця \
            ці через четыре чому что чтобы що щоб эта эти это этот я яка який якщо які їх її",
        has_ordinals: false,
    },
    WordLists {
        languages: "cs sk",
        never_end: "cca doc gen ing judr kpt mgr mjr mudr napr např nám p phdr plk por resp rndr sv tj tzv ul",
        seldom_end: "a.s hod kč min mld n.l př.n.l s.r.o tis v.d",
        before_numbers: "kap obr odst s str tab tel č čl čís",
        starters: "a aby ak ako ale ano avšak ačkoli bol bola boli bolo bude byl byla byli bylo během co dnes do dva \
            ešte i ich iní ja jak je jeho jej jejich její jen jestli ještě jiní jsou já k každý kde kdo když ke \
            keď který kto ktorý len medzi mezi my na nad ne neskôr nie niektorí nyní náš někteří o od on ona oni \
            ono po pod podle podľa potom později počas pre pred pretože prečo pri pro proto protože proč pět \
            před při s se svůj sú ta tady taky také tam tato ten tento teraz ti tiež to toho toto tri tu ty této \
            tři u už v ve velmi veľmi viac vy více včera však všechno všetko všichni z za ze zítra čo čtyři že",
        has_ordinals: true,
    },
    WordLists {
        languages: "da nb nn no",
        never_end: "adm bl.a ca cand d.v.s dr.phil dvs ekskl evt f.eks fr gen hr ifm inkl jf jfr jvf mht pga skt vedr",
        seldom_end: "cyl e.kr f.kr kr m.m m.v mia mill mio mrd o.l pct",
        before_numbers: "apr art aug dec des feb jan jul jun kap kl nov nr okt pkt s sep sept stk tlf",
        starters: "af alle alligevel alt andre at av bare ble blev blir bliver da dag de dem den denne der dere deres \
            derfor dermed dessuten desuden det dette disse du efter ei eller en er et etter fem fire flere for \
            fordi fra før hadde han hans har havde hendes hennes her hun hva hvad hvem hvis hvor hvordan hvorfor \
            i ifølge ikke ingen ingenting jeg kan kun kunne likevel mange med mellem mellom men mens min mod mot \
            noen nogle nu nå når og også om over på selv senere siden sin skal skulle som så til to tre uden \
            under uten var ved vi vil ville vores vår",
        has_ordinals: true,
    },
    WordLists {
        languages: "sv",
        never_end: "bl.a ca d.v.s dvs fr gen hr jfr m.fl p.g.a resp s.k t.ex",
        seldom_end: "e.kr f.kr kr m.m mdr milj osv",
        before_numbers: "apr art aug dec feb jan jul jun kap kl nov nr okt s sep sept st tel vol",
        starters: "alla allt andra att av bara blev blir de den denna deras dessa dessutom det detta du där därför då \
            efter eftersom eller en enligt ett fem flera från fyra för före hade han hans har hennes hon hur här \
            i idag igår ingen inte jag kan kunde med medan mellan men min mot många ni nu när några och också om \
            på sedan senare sin ska skulle som så till tre två under utan vad var varför vem vi vid vill vår är \
            över",
        has_ordinals: false,
    },
    WordLists {
        languages: "fi et",
        never_end: "esim hra ks mm nk ns rva toht tri ts vrt ym",
        seldom_end: "eaa ekr engl jap jkr lat milj mk mrd ransk saks snt t v ven",
        before_numbers: "art klo n nro puh s",
        starters: "ei eilen että he heidän hän hänen ja joka jos kaikki kaksi kolme koska kuitenkin kuka kun lisäksi me \
            miksi mikä minä missä miten monet mutta muut myös ne neljä niin nuo nyt nämä oli olivat on ovat se \
            sen sinä sitten tai te tuo tämä tänään vain viisi",
        has_ordinals: true,
    },
    WordLists {
        languages: "ca gl",
        never_end: "av cf dra fra gral mn p.ex sra sres srs srta sta",
        seldom_end: "a.c d.c ed EE EE.UU s.a segle UU",
        before_numbers: "art cap fig núm p pp pàg tel vol",
        starters: "a abans ahir així això al allà als altres amb aquell aquella aquest aquesta aquestes aquests aquí \
            ara as avui cada cinc com de del dels des després dos durant e el ell ella elles ells els en encara \
            entre era eren es fins ha hi i ja jo l la les mai mais menys molt més ni no non o on os per pero \
            perquè però quan quatre que qui segons sempre sense seu seva si sobre sí són súa també tot tota \
            totes tots tres tu un una unes uns va van és",
        has_ordinals: false,
    },
    WordLists {
        languages: "el",
        never_end: "αγ βλ δηλ δρ κ κα καθ κος κυρ λ.χ π.χ πρβλ στρ",
        seldom_end: "δισ εκ κ.ά κ.λπ κ.τ.λ κλπ μ.μ μ.χ π.μ τ χλμ",
        before_numbers: "αρ σελ τηλ",
        starters: "ένα ένας έχει ή ήταν αλλά αν από αυτή αυτοί αυτό αυτός αύριο για γιατί δεν είναι είχε εδώ εκεί \
            επίσης επειδή η θα και κατά με μετά μη μια μόνο να ναι ο οι ποιος πολύ που πριν προς πώς σήμερα σε \
            στη στην στις στο στον στους τα της τι το του των τώρα χθες χωρίς όμως όπου όταν όχι",
        has_ordinals: false,
    },
    WordLists {
        languages: "hu",
        never_end: "br gr id ifj ill kb pl szt vö özv ún",
        seldom_end: "bt hrsz kft old rt stb u zrt",
        before_numbers: "aug dec feb jan júl jún k máj márc nov okt sz szept tel ápr",
        starters: "a ahol amikor az azok azonban csak de egy előtt ez ezek ezért ha hogy holnap három igen is itt két \
            lesz ma majd mert mi minden mint most más nem négy ott sok szerint te tegnap ti után vagy van volt \
            én és öt ő ők",
        has_ordinals: true,
    },
    WordLists {
        languages: "ro",
        never_end: "aprox bd cf col dl dna gen ing pt sf str",
        seldom_end: "a.m d.hr p.m prep sec î.hr ş.a ș.a",
        before_numbers: "alin apr art aug cap dec feb fig ian iul iun lit mar noi nr oct p pag pct sept tel vol",
        starters: "a aceasta această acest acesta aceste acești acolo acum aici alți are au azi ce cinci cine cu cum \
            când că către da dacă dar de deși din doar doi după ea ei el ele era este eu fiecare foarte fost \
            fără ieri la mai mâine nici noi nu numai o patru pe pentru peste prin sau sub sunt toate toți trei \
            tu un unde voi în înainte însă între și",
        has_ordinals: false,
    },
    WordLists {
        languages: "tr az",
        never_end: "alb av doç gen müh sn yrd örn",
        seldom_end: "a.ş blv cad m.s m.ö mad mah sok vb vd yy şti",
        before_numbers: "bkz no s sf tel",
        starters: "ama ancak beş bir bu bugün burada bütün da daha de dört dün eğer fakat gibi göre her iki ile ise \
            için kim nasıl ne neden nerede o orada sonra var ve yarın yok çok çünkü önce üç şimdi şu",
        has_ordinals: true,
    },
];
