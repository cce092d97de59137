//! The words in titles of sources: "Interview with Dr Jane Doe". All languages are read at once, because nobody says in
//! which language a title is written. Words are in lower case; accents do not matter.

use crate::prose::title_words::TitleWord::{self, *};

/// Each kind of word, with its words.
pub static TITLE_WORDS: &[(TitleWord, &str)] = &[
    (
        Talk,
        "account affidavit answers background briefing call calls chat coffee comment comments conversation \
         conversations correspondence debrief deposition dinner discussion dm dms email emails exchange \
         facetime interview interviews letter letters lunch mail mails meeting meetings message messages note \
         notes phone phonecall recollection recollections recording remarks reply response signal skype slack \
         sms statement statements spoke speaking story talk talked talking talks teams telegram telephone \
         testimony text texts tip tips transcript version video visit voicemail whatsapp words zoom carta \
         charla chateo conversacion correo correos declaracion declaraciones encuentro entrevista entrevistas \
         llamada llamadas mensaje mensajes nota notas relato reunion telefono testimonio anruf aussage \
         begegnung brief gesprach gesprache interviewt mitteilung nachricht notiz notizen protokoll \
         stellungnahme telefonat telefongesprach telefoninterview treffen unterhaltung appel courriel \
         declaration echange entretien entretiens entrevue lettre rencontre temoignage chiamata colloquio \
         conversa conversazione depoimento dichiarazione entrevistado incontro intervista lettera ligacao \
         mensagem messaggio telefonata telefonema testemunho testimonianza bericht gesprek telefoongesprek \
         verklaring vraaggesprek беседа встреча звонок интервью письмо разговор інтервю лист розмова",
    ),
    (
        Written,
        "carta correo email emails letter letters mail mails mensaje message messages note notes statement \
         text texts brief nachricht lettre courriel lettera mensagem messaggio",
    ),
    (
        Document,
        "archive complaint contract data diary document documents dossier file files footage image images \
         indictment invoice leak leaks list log memo memorandum memos minutes paper papers photo photograph \
         photographs photos picture pictures plan plans record records report reports slides spreadsheet \
         table tape tapes videos documento documentos foto fotos informe informes bericht dokument dokumente \
         rapport rapports relazione relatorio",
    ),
    (
        With,
        "with from by w con por mit avec par com met door с со з",
    ),
    (Of, "of de del du des di da do dos della von vom van d"),
    (
        About,
        "about against concerning on over re regarding acerca contra sobre gegen uber concernant contre sur \
         sul sulla о об про",
    ),
    (
        In,
        "around at before behind for in inside into near under via within en para auf aus bei beim fur im au \
         aux chez dans pour vers per em aan bij naar voor",
    ),
    (To, "to a al zu zum zur à"),
    (Joining, "and plus y e und et ed sowie и та"),
    (
        Function,
        "a an the this that my our his her their its is was who el la los las un una lo der die das den dem \
         ein eine einem einer le les une il gli o os as um uma het een confidential anonymous unnamed first \
         second third former senior off up follow part not",
    ),
    (
        Person,
        "activist adviser advisers advisor advisors agent aide aides ally allies ambassador analyst associate \
         attorney boss brother candidate captain chair chairman chief clerk co founder cofounder colleague \
         commissioner congressman consultant contractor councillor cousin daughter delegate deputy detective \
         diplomat director doctor driver editor employee employees engineer engineers ex executive expert \
         father friend friends general governor guard head husband insider inspector journalist judge \
         lawmaker lawyer lawyers lobbyist manager mayor member members minister ministers mother neighbour \
         neighbor nurse officer officers official officials owner partner pilot politician president \
         prosecutor relative reporter representative resident residents scientist secretary senator sergeant \
         sister soldier son source sources speaker spokesman spokesperson spokeswoman staff staffer staffers \
         student supporter teacher victim volunteer whistleblower widow wife witness witnesses worker workers \
         administration campaign family team alcalde alcaldesa asesor asesora colaborador directora embajador \
         empleado esposa exministro funcionaria funcionario fuente hermano hijo jefe juez ministra ministro \
         portavoz testigo vecino berater beraterin beamter beamte chef freund mitarbeiter mitarbeiterin \
         ministerin quelle sprecher sprecherin zeuge zeugin ami collaborateur conseiller conseillere employe \
         fonctionnaire ministre porte temoin consigliere collaboratore fonte assessor ambtenaar medewerker \
         adviseur советник чиновник источник",
    ),
    (
        Institution,
        "administration agency airlines airport airways army assembly association authority board bureau \
         cabinet campaign club college commission committee company congress corp corporation council county \
         department embassy federation foundation government group hospital inc institute kremlin ltd llc \
         ministry nations navy network newspaper parliament pentagon police prison radio regiment senate \
         society television treasury tribunal university watch ayuntamiento congreso consejo gobierno \
         ministerio parlamento partido policia senado universidad amt behorde bundestag ministerium polizei \
         regierung universitat gouvernement mairie ministere universite comune governo ministero ministerie \
         politie regering",
    ),
    (
        PlaceNoun,
        "avenue bank bay beach bridge building castle church city coast court district factory force fund \
         gate hall harbor harbour hill hills hotel house island islands lake league market mill mine office \
         palace park party port post press province republic river road school sea service services square \
         stadium state states station street times tower town union valley village works yard calle ciudad \
         iglesia isla palacio plaza puente puerto rio brucke haus platz schloss strasse pont rue ville ponte \
         piazza brug straat",
    ),
    (
        PlaceFirst,
        "abu addis air black blue british buenos cape casa central chief city civil costa county crown \
         defence defense democratic east eastern el elm european federal fire foreign fort golden grand great \
         green gulf harbor harbour health high home hong human interior international justice kuala labour \
         lake las liberal local london los lower main middle military mount national new news north northern \
         oak old pacific people's port prime public puerto red republican rio royal saint san santa sao saudi \
         silver social south southern sri st state supreme tel town trade united upper wall west western \
         white world",
    ),
    (
        Place,
        "afghan afghanistan africa african albania aires aleppo algeria america american americans amsterdam \
         ankara arab arabia argentina armenia asia asian athens atlanta australia australian austria austrian \
         azerbaijan baghdad bangkok bangladesh barcelona beijing beirut belarus belfast belgian belgium \
         belgrade berlin bogota bolivia bosnia boston brasilia brazil brazilian brexit britain british \
         brooklyn brussels bucharest budapest bulgaria burma cairo california cambodia canada canadian \
         caracas chicago chile chilean china chinese christian colombia congo copenhagen croatia cuba cuban \
         cyprus czech dallas damascus danish delhi denmark detroit dubai dublin dutch ecuador egypt egyptian \
         england english estonia ethiopia europe european finland finnish florida france french gaza geneva \
         german germany ghana greece greek guatemala haiti hamburg hanoi havana helsinki honduras houston \
         hungarian hungary iceland india indian indonesia iran iranian iraq iraqi ireland irish islamabad \
         islamic israeli istanbul italian italy jakarta japan japanese jerusalem jewish kabul kenya kong \
         korea korean kosovo kyiv kiev lagos lanka latin latvia lebanon libya lima lisbon lithuania london \
         madrid malaysia mali manchester manhattan manila mexican mexico miami milan moldova montreal morocco \
         moscow mumbai munich muslim nairobi nepal netherlands nicaragua nigeria norway norwegian oslo ottawa \
         pakistan pakistani palestine palestinian panama paraguay paris peru philippines poland polish \
         portugal portuguese prague pretoria quito reykjavik rica rico riga roman romania rome russia russian \
         russians rwanda salvador santiago saudi scotland scottish seoul serbia shanghai singapore slovakia \
         slovenia somalia soviet spain spanish stockholm sudan sweden swedish swiss switzerland sydney syria \
         syrian taiwan tehran texas thai thailand tokyo toronto tunisia turkey turkish uganda uk ukraine \
         ukrainian un us usa uruguay valencia vatican venezuela venezuelan vienna vietnam wales warsaw \
         washington welsh yemen york zagreb zealand zurich alemania brasil espana europa francia deutschland \
         frankreich",
    ),
    (
        Time,
        "january february march april may june july august september october november december jan feb mar \
         apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon \
         tue wed thu fri sat sun today yesterday morning evening night afternoon week month year spring \
         summer autumn winter christmas easter enero febrero marzo abril mayo junio julio agosto septiembre \
         octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo januar februar marz \
         mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag janvier \
         fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi \
         vendredi samedi dimanche gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre",
    ),
    (
        Particle,
        "al af av ben bin bint da dal das de del della dem den der di do dos du el ibn la las le los ten ter \
         van von zu zum zur",
    ),
    (
        AddressBefore,
        "mr mrs ms miss mx sir dame lord lady dr doctor prof professor rev reverend father fr sister capt \
         captain col colonel gen general lt lieutenant maj major sgt sergeant cpl det detective inspector \
         insp officer agent judge justice sen senator rep gov governor mayor minister president councillor \
         cllr sr sra srta senor senora senorita don dona doctora dra lic ing profesor profesora senhor \
         senhora dom herr herrn frau fraulein doktor m mm mme mmes mlle monsieur madame mademoiselle maitre \
         me sig signor signora signorina signore dott dottor dottoressa avv dhr mevr mevrouw meneer mijnheer \
         fru hr pan pani bay господин госпожа пан пани пані",
    ),
    (
        AddressAfter,
        "san sama sensei kun chan ji bey hanim saheb sahib",
    ),
    (Suffix, "jr sr ii iii iv phd md esq kc qc mp"),
];

/// What titles in scripts without capitals put around a name: "interview", "with", "call".
pub static AROUND_NAMES: &[&str] = &[
    "採訪",
    "采访",
    "訪談",
    "访谈",
    "專訪",
    "专访",
    "對話",
    "对话",
    "談話",
    "谈话",
    "會談",
    "会谈",
    "電話",
    "电话",
    "通话",
    "通話",
    "先生",
    "女士",
    "小姐",
    "與",
    "与",
    "跟",
    "對",
    "对",
    "的",
    "インタビュー",
    "取材",
    "さん",
    "への",
    "との",
    "氏",
    "인터뷰",
    "통화",
    "대화",
    "씨와의",
    "와의",
    "과의",
    "씨",
    "님",
    "مقابلة",
    "حوار",
    "محادثة",
    "مكالمة",
    "لقاء",
    "مع",
    "ראיון",
    "שיחה",
    "עם",
    "גב'",
    "مصاحبه",
    "گفتگو",
    "با",
    "साक्षात्कार",
    "बातचीत",
    "से",
    "के",
    "साथ",
    "สัมภาษณ์",
    "กับ",
    "คุณ",
];

/// What says, in such titles, that they name a subject and not a source.
pub static ABOUT_WITHOUT_CASE: &[&str] = &[
    "关于",
    "關於",
    "について",
    "に関する",
    "관한",
    "대한",
    " عن ",
    " על ",
    " درباره ",
];
