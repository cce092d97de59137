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
    /// Words with which sentences often begin.
    pub starters: &'static str,
    /// Whether "3." is an ordinal number.
    pub has_ordinals: bool,
}

/// Titles that never end a sentence in any language, since foreign names have them.
pub const TITLES: &str = "mr mrs ms dr prof vs al";

/// Parts of names in any language, which seldom end a sentence.
pub const PARTS_OF_NAMES: &str = "st jr sr inc corp co ltd bros";

/// English is the first: it stands for languages without lists.
pub const LISTS: &[WordLists] = &[
    WordLists {
        languages: "en",
        never_end: "a.k.a adm al approx brig ca capt cf cmdr Col cpl cpt det dr drs e.g eg Fr Gen gens Gov hon i.e ie \
            insp lt maj messrs mr mrs ms msgr mx Pres prof pvt rep reps Rev sen sens sgt supt viz vs",
        seldom_end: "a.m Ala Apr Ariz Ark Art assn assoc Aug ave avg blvd bros c Calif ch chap cit co Colo Conn corp cos \
            Dec Del dept ed eds eq esq ext Feb fig figs Fla ft Ga hwy ibid Ill inc Ind Jan jr Jul Jun Kan Ky La \
            ltd m.d Mar Mass max Md Mich min Minn Miss Mo Mont mt Neb Nev No Nos nos Nov Oct Okla op Ore p p.m \
            Pa para ph.d pp rd sec Sep Sept sr st ste tel Tenn Tex Thurs Tues u.k u.n u.s univ v Va vol vols Vt \
            Wash Wed Wis Wyo",
        starters: "a about above according across after afterwards again against all also although always among an and \
            another are as at because before between both but by can could currently despite did do does during \
            each earlier either even every everyone everything few finally five for four from furthermore had \
            has have he hence her here his how however i if in instead into is it its just later less let like \
            many may maybe meanwhile might more moreover most must my neither never next no nobody none nor not \
            nothing now of often oh on once one only or other others our over perhaps please previously recently \
            several she should since six so some someone something sometimes still such thanks that the their \
            then there therefore these they this those though three through throughout thus to today tomorrow \
            two under unless unlike until usually was we well were what when where whether which while who why \
            will with without would yes yesterday yet you your",
        has_ordinals: false,
    },
    WordLists {
        languages: "de",
        never_end: "abzgl al allg bspw bzgl bzw ca cf d.h dipl dr dres ehem evtl exkl fr frl geb gegr Gen gen gest ggf \
            habil hl Hptm hr hrn i.d.r ing inkl insb insbes jur Lt mag med Mr Mrs Ms n.chr nat o.g o.ä Oblt phil \
            prof rer s.o s.u sankt sog sr st theol u.a u.u v.a v.chr verh vgl z z.b z.t z.zt zzgl",
        seldom_end: "a a.d a.m abb abs abschn ag anm apr art aufl aug b b.d bd bde bes c chr co corp d d.j dez di do dt \
            engl f feb febr ff frz gmbh griech h hg hrsg i i.br i.v inc jan jh jhd jhdt jr jul jun kap kg lat \
            max mi min mind mio mo mrd mtl n nov nr nrn o o.a okt p.a pl s sek sen sep sept std str tab tel tsd \
            u urspr v v.l vol",
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
        never_end: "adj al av boul c-à-d c.-à-d cdt cf cne col dr drs env ex gal lt m me mes mgr min mlle mlles mm mme \
            mmes mr p.ex pr prof st ste sts v vs vve",
        seldom_end: "ap apr art bd ca. chap cie coll déc ed fig fol févr hab ibid id inc inf j.-c janv jr juil ltd n no \
            nos nov num oct p pp r.d s.a s.v sept sq sqq sr sup t tom tél u.s vol éd éts",
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
        never_end: "al aprox arq cap cf cmdte cnel d da dip dr dra dres dña ej excma excmo fr gob gral ilma ilmo ing lic \
            mons n.° n.º nro n° nº núm núms p.ej pbro prof profa pág págs rvdo sen sr sra sras sres srta srtas \
            sta sto tte vs",
        seldom_end: "a.c a.de.c a.m abr ago art arts av avda c caps cit co corp cía d.c depto dic dpto ed eds EE ee EE.UU \
            EEUU ene feb ff fig hab ibid inc jr jul jun kg km ltd m.a mar may máx mín no nov oct op p p.m pp s.a \
            s.l sept ss st tel tlf tlfno univ UU vol vols íd",
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
        never_end: "al arch avv c.so ca cap card cf cfr col dott dott.ssa dr egr es gen gent geom ing magg mons on p.es \
            p.za prof prof.ssa rag s sig sig.na sig.ra sigg spett ss ten v.le vs",
        seldom_end: "a.c ago apr art artt c.c c.p c.p.c c.p.p co d.c d.l d.lgs dic ecc ed feb fig giu inc jr l lett lgs \
            lug mag mar n nn nov nr num ott p pag pagg par s.p.a s.r.l sec segg sett tel vol",
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
        never_end: "al alm aprox arq cap cel cf d dep dom dr dra dras drs eng exma exmo frei gen ilmo maj p.ex pe prof \
            profa sr sra sras srs sta sto ten v vs",
        seldom_end: "a.c a.m abr ago art arts av cia co d.c dez ed ex fev fig inc jan jr jul jun ltda mai mar n no nov nº \
            núm out p p.m pp pág págs r s.a set séc tel vol",
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
        never_end: "al b.v bijv burg ca cf d.w.z dhr dr drs ds gen i.v.m ing ir jhr kap kol lt m.b.t m.n mej mevr mr mw \
            n.a.v o.a prof st t.a.v t/m vgl z.g zg zgn",
        seldom_end: "a.d afb apr art aug blz bv co d.m.v dec e.a e.d ed eeuw feb inc jan jr jul jun m.i mrt n.chr n.v nov \
            nr nrs nv okt p pag red sept sr str t.o.v tel v.chr vol",
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
        never_end: "abp al asp bp bł dr ds gen hab im inż kard kpt ks lek m.in mgr mjr mł nadinsp nadkom np o. ok os p. \
            paraf pl podkom por pp ppor ppłk prof proj pt płk red sierż tj tzw ul wg zob zw św",
        seldom_end: "art bm br czw gm jr mld mln n.e ndz nr ob p.n.e pkt pn pow poz rozdz rys s s.a sob sp sr str t tab \
            tel tom tys ub ur ust vol woj wt zm śr",
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
        never_end: "акад вул г-жа г-н г-на г-ну гг ген д им инж кап м-р напр пл полк пр проф св см ср т.д т.е т.к т.н \
            тов ул",
        seldom_end: "англ в вв г гл д.н.э до.н.э др изд кв коп лат лв м млн млрд н.э обл п п.п пп р р-н ред рис рр руб с \
            с.г ст ст.ст стр т т.п табл тт тыс",
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
        never_end: "cca doc dr gen ing judr kpt mgr mjr mudr napr např nám p pan phdr plk por prof resp rndr st sv tj \
            tzv ul",
        seldom_end: "a.s aj apod atd hod jr kap kč mil min ml mld n.l obr odst př.n.l r s s.r.o str tab tel tis v.d č čl \
            čís",
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
        never_end: "adm bl.a ca cand d.v.s dr dvs ekskl evt f.eks fr gen hr ifm inkl jf jfr jvf mht pga prof skt st vedr",
        seldom_end: "apr art aug dec des e.kr f.kr feb jan jr jul jun kap kl kr m.m m.v mia mill mio mrd nov nr o.l okt \
            osv pkt s sep sept sr stk tlf",
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
        never_end: "bl.a ca d.v.s dr dvs fr gen hr jfr m.fl p.g.a prof resp s.k st t.ex",
        seldom_end: "apr art aug dec e.kr f.kr feb jan jr jul jun kap kl kr m.m mdr milj nov nr okt osv s sep sept sr tel",
        starters: "alla allt andra att av bara blev blir de den denna deras dessa dessutom det detta du där därför då \
            efter eftersom eller en enligt ett fem flera från fyra för före hade han hans har hennes hon hur här \
            i idag igår ingen inte jag kan kunde med medan mellan men min mot många ni nu när några och också om \
            på sedan senare sin ska skulle som så till tre två under utan vad var varför vem vi vid vill vår är \
            över",
        has_ordinals: false,
    },
    WordLists {
        languages: "fi et",
        never_end: "esim hra ks mm nk ns prof rva st toht tri ts vrt ym",
        seldom_end: "eaa ekr jkr jne jr klo milj mk mrd n nro puh s snt t v vs yms",
        starters: "ei eilen että he heidän hän hänen ja joka jos kaikki kaksi kolme koska kuitenkin kuka kun lisäksi me \
            miksi mikä minä missä miten monet mutta muut myös ne neljä niin nuo nyt nämä oli olivat on ovat se \
            sen sinä sitten tai te tuo tämä tänään vain viisi",
        has_ordinals: true,
    },
    WordLists {
        languages: "ca gl",
        never_end: "al av cf dr dra fra gral mn núm p.ex prof pàg sr sra sres srs srta st sta vs",
        seldom_end: "a.c art cap d.c ed EE EE.UU fig jr p pp s.a segle tel UU vol",
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
        seldom_end: "αρ δισ εκ κ.ά κ.λπ κ.τ.λ κλπ μ.μ μ.χ π.μ σελ τ τηλ χλμ",
        starters: "ένα ένας έχει ή ήταν αλλά αν από αυτή αυτοί αυτό αυτός αύριο για γιατί δεν είναι είχε εδώ εκεί \
            επίσης επειδή η θα και κατά με μετά μη μια μόνο να ναι ο οι ποιος πολύ που πριν προς πώς σήμερα σε \
            στη στην στις στο στον στους τα της τι το του των τώρα χθες χωρίς όμως όπου όταν όχι",
        has_ordinals: false,
    },
    WordLists {
        languages: "hu",
        never_end: "br dr gr id ifj ill kb pl prof szt vö özv ún",
        seldom_end: "aug bt dec feb hrsz jan júl jún k kft máj márc nov okt old rt st stb sz szept tel u zrt ápr",
        starters: "a ahol amikor az azok azonban csak de egy előtt ez ezek ezért ha hogy holnap három igen is itt két \
            lesz ma majd mert mi minden mint most más nem négy ott sok szerint te tegnap ti után vagy van volt \
            én és öt ő ők",
        has_ordinals: true,
    },
    WordLists {
        languages: "ro",
        never_end: "al aprox bd cf col dl dna dr gen ing prof pt sf str",
        seldom_end: "a.m alin apr art aug d.hr dec feb ian iul iun lit mar noi nr oct p p.m pag sec sept tel vol î.hr ş.a \
            ș.a",
        starters: "a aceasta această acest acesta aceste acești acolo acum aici alți are au azi ce cinci cine cu cum \
            când că către da dacă dar de deși din doar doi după ea ei el ele era este eu fiecare foarte fost \
            fără ieri la mai mâine nici noi nu numai o patru pe pentru peste prin sau sub sunt toate toți trei \
            tu un unde voi în înainte însă între și",
        has_ordinals: false,
    },
    WordLists {
        languages: "tr az",
        never_end: "alb av bkz doç dr gen müh prof sn vs yrd örn",
        seldom_end: "a.ş blv cad ltd m.s m.ö mad mah no s sf sok tel vb vd yy şti",
        starters: "ama ancak beş bir bu bugün burada bütün da daha de dört dün eğer fakat gibi göre her iki ile ise \
            için kim nasıl ne neden nerede o orada sonra var ve yarın yok çok çünkü önce üç şimdi şu",
        has_ordinals: true,
    },
];
