//! English words for attribution.

use crate::prose::speech::Speech;

pub static SPEECH: Speech = Speech {
    people: "\
        officials experts critics analysts observers authorities scientists researchers activists campaigners
        insiders commentators economists lawyers diplomats opponents sceptics skeptics witnesses sources police
        voters aides lawmakers prosecutors leaders advocates regulators people candidates strategists residents
        protesters protestors organizers organisers investigators allies supporters rivals advisers advisors
        politicians senators congressmen congresswomen representatives legislators governors mayors ministers
        judges attorneys donors delegates superdelegates members employees workers executives investors traders
        bankers brokers developers owners operators friends relatives parents teachers students academics
        scholars professors historians biographers authors writers editors journalists reporters columnists
        pundits editorialists pollsters bloggers commenters readers viewers users customers consumers clients
        patients doctors physicians nurses surgeons medics paramedics firefighters detectives officers soldiers
        troops veterans commanders generals spies agents operatives hackers engineers specialists consultants
        technicians technologists environmentalists conservationists farmers fishermen miners drivers pilots
        passengers commuters tourists visitors fans spectators attendees participants demonstrators marchers
        strikers rioters looters mourners speakers moderators contenders challengers hopefuls incumbents
        frontrunners nominees backers boosters defenders proponents detractors doubters foes adversaries enemies
        colleagues associates confidants confidantes loyalists surrogates staffers fundraisers lobbyists
        unionists partisans conservatives liberals progressives moderates centrists populists libertarians
        socialists nationalists feminists millennials evangelicals immigrants migrants refugees survivors
        victims neighbors neighbours locals citizens taxpayers constituents men women children teenagers adults
        youths seniors pensioners retirees minorities folks landlords tenants homeowners renters retailers
        shopkeepers merchants manufacturers producers suppliers exporters importers insurers lenders spokesmen
        spokeswomen spokespeople spokespersons envoys negotiators mediators monitors inspectors auditors
        forecasters meteorologists climatologists biologists chemists physicists astronomers geologists
        epidemiologists virologists psychologists psychiatrists sociologists archaeologists theologians
        philosophers pastors priests clergy bishops rabbis imams elders ethicists coaches players athletes
        referees reviewers musicians artists actors filmmakers plaintiffs defendants jurors litigants applicants
        respondents whistleblowers informants dissidents rebels insurgents militants extremists terrorists
        separatists intellectuals technocrats bureaucrats policymakers planners managers bosses directors
        founders entrepreneurs industrialists capitalists billionaires purists traditionalists optimists
        pessimists cynics naysayers alarmists enthusiasts watchdogs watchers",
    groups: "\
        companies firms businesses banks unions groups organizations organisations agencies charities ngos
        nonprofits newspapers outlets media networks governments countries nations parties campaigns committees
        courts tribunals families",
    peoples: "\
        democrats republicans conservatives liberals libertarians tories americans canadians mexicans germans
        russians ukrainians italians israelis palestinians iranians iraqis syrians kurds turks greeks indians
        pakistanis afghans egyptians saudis cubans venezuelans brazilians europeans africans asians arabs
        australians swedes danes norwegians finns poles romanians hungarians austrians britons scots catalans
        muslims christians jews catholics protestants evangelicals mormons sunnis shiites hindus sikhs buddhists
        latinos hispanics latinas texans californians floridians iowans southerners northerners gopers dems
        socialists communists marxists",
    person_endings: "ists ians eers crats ers ors",
    not_people: "\
        anchors answers appears assists banners beers boilers bombers borders buckets burgers careers centers
        chambers chapters clusters colors colours computers conductors considers consists containers corners
        corridors counters covers cruisers dangers delivers desists detectors differs dinners disasters
        discovers dollars doors drawers elevators enlists enters errors escalators exists exteriors factors
        favors favours filters fingers fists flavors floors flowers folders generators gutters hangers harbors
        headquarters honors horrors hours indicators indoors insists interiors ladders layers letters lists
        liters litres markers matters meters metres mirrors mists motors newspapers numbers offers orders others
        outdoors papers persists posters powers prefers printers processors quarters reactors refers
        refrigerators registers remembers resists rivers routers rumors rumours sectors servers shoulders
        showers shutters slippers sneakers steamers stickers suffers summers tears tenders tigers timers towers
        tractors trailers transfers tremors trousers twists vapors vectors waists waters winters wonders wrists",
    pronouns: "some many others several few",
    bare_pronouns: "most",
    persons: "\
        official expert critic analyst observer authority scientist researcher activist campaigner insider
        commentator economist lawyer diplomat opponent sceptic skeptic witness source voter aide lawmaker
        prosecutor leader advocate regulator candidate strategist resident protester protestor organizer
        organiser investigator ally supporter rival adviser advisor politician senator congressman congresswoman
        representative legislator governor mayor minister judge attorney donor delegate superdelegate member
        employee worker executive investor trader banker broker developer owner operator friend relative parent
        teacher student academic scholar professor historian biographer author writer editor journalist reporter
        columnist pundit editorialist pollster blogger commenter reader viewer user customer consumer client
        patient doctor physician nurse surgeon medic paramedic firefighter detective officer soldier veteran
        commander general spy agent operative hacker engineer specialist consultant technician technologist
        environmentalist conservationist farmer fisherman miner driver pilot passenger commuter tourist visitor
        fan spectator attendee participant demonstrator marcher striker rioter looter mourner speaker moderator
        contender challenger hopeful incumbent frontrunner nominee backer booster defender proponent detractor
        doubter foe adversary enemy colleague associate confidant confidante loyalist surrogate staffer
        fundraiser lobbyist unionist partisan conservative liberal progressive moderate centrist populist
        libertarian socialist nationalist feminist millennial evangelical immigrant migrant refugee survivor
        victim neighbor neighbour citizen taxpayer constituent man woman teenager adult youth senior pensioner
        retiree minority landlord tenant homeowner renter retailer shopkeeper merchant manufacturer producer
        supplier exporter importer insurer lender envoy negotiator mediator monitor inspector auditor forecaster
        meteorologist climatologist biologist chemist physicist astronomer geologist epidemiologist virologist
        psychologist psychiatrist sociologist archaeologist theologian philosopher pastor priest bishop rabbi
        imam elder ethicist coach player athlete referee reviewer musician artist actor filmmaker plaintiff
        defendant juror litigant applicant respondent whistleblower informant dissident rebel insurgent militant
        extremist terrorist separatist intellectual technocrat bureaucrat policymaker planner manager boss
        director founder entrepreneur industrialist capitalist billionaire purist traditionalist optimist
        pessimist cynic naysayer alarmist enthusiast watchdog watcher",
    definite: "her his its my our the their these this those whose your",
    articles: "",
    singular: "a an another each either every neither no one",
    indefinite: "a an one another",
    after_a: "few dozen hundred thousand million number majority",
    quantities: "\
        all both certain countless dozen dozens eight eleven enough few fewer five four half hundred many
        million more most multiple nine numerous other others scores seven several six some such ten thousand
        three twelve two various even just least only",
    quantity_nouns: "\
        array bevy cadre chorus coalition couple crop crowd dozens few fraction group groups half handful host
        hundreds legion legions lot lots majorities majority many minority most number numbers pair panel parade
        plenty plurality quarters ranks scores series several slew some string team tens third thousands
        two-thirds",
    sizes: "\
        small large growing vast wide broad great significant sizable tiny big whole good slim overwhelming
        bipartisan the",
    shares: "percent cent",
    of: "of",
    and: "and or",
    demonyms: "\
        afghan african american arab asian australian brazilian british california canadian catholic chicago
        chinese christian cuban danish democratic dutch eastern egyptian english european finnish french german
        gop greek hispanic indian iranian iraqi israeli italian japanese jewish korean kurdish latina latino
        mexican muslim native northern norwegian pakistani palestinian polish republican russian saudi southern
        spanish swedish syrian texas turkish ukrainian us venezuelan western york",
    joined: "\
        academic black civil current economic elected family federal female foreign former friends gay
        international legal lesbian local male medical military national old past political present private
        public regional religious senior social state white young",
    modifiers: "",
    gerund_endings: "ing",
    gerund_modifiers: "\
        advertising aspiring banking competing dissenting emerging engineering existing farming fishing
        fundraising housing incoming leading lobbying manufacturing marketing mining neighboring neighbouring
        nursing opposing outgoing participating planning policing polling practicing practising prevailing
        publishing remaining rising ruling shipping sitting surviving teaching trading training visiting voting
        working",
    modifiers_follow: false,
    prepositions: "\
        about above across against along amid among around at behind below beneath beside between beyond by
        concerning despite down following for from in including into like of off on onto out over per regarding
        through throughout to toward towards under underneath up upon versus via with within without",
    function_words: "\
        than         added after again already also although always am and are as ask asked be because been before being but
        can could did do does earlier even ever friday had has have he hence here him how however i if indeed
        instead is it later may maybe me meanwhile might monday must never nor not now often once or perhaps
        said saturday say says shall she should since so still sunday tell that them then there therefore they
        though thursday thus today told tomorrow too tuesday unless until us very warned was we wednesday were
        what when where whereas whether which while who whom whose why will would yesterday yet you",
    relative: "who that whom i we he she they you",
    determiners: "\
        a all an any he her him his how i it its my no not our she some that the their them there these they
        this those us we what whether why you your",
    behind_nouns: "\
        advising affiliated aligned alike associated attending backed backing based briefed close
        connected contacted critical elsewhere everywhere familiar here interviewed investigating involved
        involving knowledgeable led living loyal monitoring nationwide opposed opposing outside polled present
        privy representing seeking speaking studying supporting supportive surveyed sympathetic there
        watching working worldwide",
    participle_endings: "ed",
    present: "\
        acknowledge add admit advise affirm agree allege announce answer applaud argue ask assail assert assess
        assume assure attest attribute believe blame blast boast brand brief call caution censure challenge
        characterise characterize charge chide cite claim comment complain concede conclude concur condemn
        confess confide confirm consider contend contest counsel counter credit criticise criticize cry debate
        declare decry deem defend demand denounce deny deplore deride describe disagree discount dismiss dispute
        doubt downplay dub emphasise emphasize estimate exclaim expect explain express fault fear feel figure
        forecast foresee fret fume grumble guess hail hint hope imagine imply indicate inform insinuate insist
        interpret joke judge know label lambaste lament liken maintain mention mock muse note object observe
        opine perceive plead point portray posit praise predict presume proclaim profess project promise propose
        question quip reaffirm reason rebuke recall reckon recognise recognize recommend recount regard
        reiterate reject remark remember remind repeat report retort reveal ridicule say scoff scold see slam
        speculate state stipulate stress suggest suppose surmise suspect swear tell testify theorise theorize
        think threaten tout underline underscore urge view voice vow warn welcome wonder worry write",
    past: "\
        acknowledged added admitted advised affirmed agreed alleged announced answered applauded argued asked
        assailed asserted assessed assumed assured attested attributed believed blamed blasted boasted branded
        briefed called cautioned censured challenged characterised characterized charged chided cited claimed
        commented complained conceded concluded concurred condemned confessed confided confirmed considered
        contended contested counseled countered credited cried criticised criticized debated declared decried
        deemed defended demanded denied denounced deplored derided described disagreed discounted dismissed
        disputed doubted downplayed dubbed emphasised emphasized estimated exclaimed expected explained
        expressed faulted feared felt figured forecast foresaw fretted fumed grumbled guessed hailed hinted
        hoped imagined implied indicated informed insinuated insisted interpreted joked judged knew known
        labeled labelled lambasted lamented likened maintained mentioned mocked mused noted objected observed
        opined perceived pleaded pointed portrayed posited praised predicted presumed proclaimed professed
        projected promised proposed questioned quipped reaffirmed reasoned rebuked recalled reckoned recognised
        recognized recommended recounted regarded reiterated rejected remarked remembered reminded repeated
        reported retorted revealed ridiculed said saw scoffed scolded seen slammed speculated stated stipulated
        stressed suggested supposed surmised suspected swore testified theorised theorized thought threatened
        told touted underlined underscored urged viewed voiced vowed warned welcomed wondered worried written
        wrote",
    third_person: "\
        acknowledges adds admits advises affirms agrees alleges announces answers applauds argues asks assails
        asserts assesses assumes assures attests attributes believes blames blasts boasts brands briefs calls
        cautions censures challenges characterises characterizes charges chides cites claims comments complains
        concedes concludes concurs condemns confesses confides confirms considers contends contests counsels
        counters credits cries criticises criticizes debates declares decries deems defends demands denies
        denounces deplores derides describes disagrees discounts dismisses disputes doubts downplays dubs
        emphasises emphasizes estimates exclaims expects explains expresses faults fears feels figures forecasts
        foresees frets fumes grumbles guesses hails hints hopes imagines implies indicates informs insinuates
        insists interprets jokes judges knows labels lambastes laments likens maintains mentions mocks muses
        notes objects observes opines perceives pleads points portrays posits praises predicts presumes
        proclaims professes projects promises proposes questions quips reaffirms reasons rebukes recalls reckons
        recognises recognizes recommends recounts regards reiterates rejects remarks remembers reminds repeats
        reports retorts reveals ridicules says scoffs scolds sees slams speculates states stipulates stresses
        suggests supposes surmises suspects swears tells testifies theorises theorizes thinks threatens touts
        underlines underscores urges views voices vows warns welcomes wonders worries writes",
    gerunds: "\
        acknowledging adding admitting advising affirming agreing alleging announcing answering applauding
        arguing asking assailing asserting assessing assuming assuring attesting attributing believing blaming
        blasting boasting branding briefing calling cautioning censuring challenging characterising
        characterizing charging chiding citing claiming commenting complaining conceding concluding concurring
        condemning confessing confiding confirming considering contending contesting counseling countering
        crediting criticising criticizing crying debating declaring decrying deeming defending demanding
        denouncing denying deploring deriding describing disagreing discounting dismissing disputing doubting
        downplaying dubbing emphasising emphasizing estimating exclaiming expecting explaining expressing
        faulting fearing feeling figuring forecasting foreseeing fretting fuming grumbling guessing hailing
        hinting hoping imagining implying indicating informing insinuating insisting interpreting joking judging
        knowing labeling lambasting lamenting likening maintaining mentioning mocking musing noting objecting
        observing opining perceiving pleading pointing portraying positing praising predicting presuming
        proclaiming professing projecting promising proposing questioning quipping reaffirming reasoning
        rebuking recalling reckoning recognising recognizing recommending recounting regarding reiterating
        rejecting remarking remembering reminding repeating reporting retorting revealing ridiculing saying
        scoffing scolding seeing slamming speculating stating stipulating stressing suggesting supposing
        surmising suspecting swearing telling testifying theorising theorizing thinking threatening touting
        underlining underscoring urging viewing voicing vowing warning welcoming wondering worrying writing",
    plain_gerunds: "\
        alleging arguing claiming complaining insisting predicting saying suggesting warning",
    perfect: "",
    participles: "\
        acknowledged advised agreed alleged announced applauded argued asked assailed assessed assured attested
        attributed believed blamed blasted branded briefed called cautioned censured challenged characterised
        characterized charged chided cited condemned confirmed considered contested credited criticised
        criticized debated declared decried deemed defended denounced deplored derided described discounted
        dismissed disputed downplayed dubbed emphasised emphasized estimated expected expressed faulted feared
        felt forecast hailed imagined implied informed interpreted judged known labeled labelled lambasted
        lamented likened mentioned mocked noted observed perceived pointed portrayed posited praised predicted
        presumed projected promised proposed questioned rebuked recalled recognised recognized recommended
        regarded rejected remembered reported revealed ridiculed scolded seen slammed stated stipulated
        suggested supposed suspected thought threatened told touted underlined underscored urged viewed voiced
        warned welcomed written",
    after_participles: "\
        about after as at before between by during for from in into of on over through to under upon with",
    noun_like: "\
        answer blame blast brand brief call challenge charge claim comment contest counsel credit cry debate
        demand doubt estimate express fault fear figure forecast hint hope judge label mention note object
        praise project promise question reason report slam state stress view voice welcome wonder worry",
    with_doubts: "raise raised",
    doubts: "\
        question questions doubt doubts concern concerns alarm alarms objection objections suspicion suspicions
        fear fears possibility prospect",
    not_by: "\
        answered asked briefed held led promised raised said spoken threatened told written",
    before_speakers: "\
        according acknowledged added admitted argue argued claim claimed complained concluded contend explained
        insist insisted note noted predict predicted reported said say says suggest warn warned wrote",
    verbs_come_first: false,
    made_to: "\
        tell tells told telling ask asks asked asking let lets make makes made help helps helped hear hears heard watch watches watched glad show shows showed
        have",
    led_to: "caused causing leading leads leaving led left prompted prompting prompts",
    being: "are be been being is re was were",
    having: "have has had ve",
    between: "\
        again alike all already also always appear appeared began begin begun both can continue continued
        continues could couldn d did didn do does doesn don earlier even ever first frequently generally hadn
        haven however increasingly instead just later ll long may meanwhile might must n never not now often once openly repeatedly seem seemed should simply sometimes soon still t tend themselves then therefore
        though thus today too usually week last month night summer widely will won would wouldn year yesterday",
    adverb_endings: "ly",
    inclined: "eager inclined keen likely quick ready reluctant unlikely unwilling willing",
    degrees: "more less most so too very rather",
    infinitive: "to",
    by: "by",
    weekdays: "friday monday saturday sunday thursday tuesday wednesday",
    according: &["according to", "in the view of", "in the eyes of", "in the opinion of"],
    such_as: &["such as"],
    others: &["other", "others"],
    active: &["agreed in", "agreed on", "agreed with", "argued about", "argued against", "argued for", "argued over", "argued with", "believed in", "called for", "called on", "called upon", "cautioned against", "debated over", "felt as", "objected to", "pointed to", "spoken of", "thought about", "thought of", "warned about", "warned against", "warned of"],
    other_meanings: &["agree to", "agreed to", "figure to", "call off", "called off", "call up", "called up", "called in"],
};
