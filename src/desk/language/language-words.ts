/**
 * Everyday words in four columns: Danish | Norwegian (bokmål, then nynorsk) | Swedish | English. Several forms in a
 * cell are set apart by blanks. A word that stands in one column only decides most; the same columns teach which letters
 * follow each other in each language. Add rows freely, inflected as people write them.
 */
export const wordRows = `
jeg | jeg eg | jag | i
mig | meg | mig | me
dig | deg | dig | you
sig | seg | sig sej | himself itself
ham | ham han | honom | him
hun hende hendes | hun henne hennes ho | hon henne hennes | she her hers
vi os vores vor | vi oss vår vårt våre | vi oss vår vårt våra | we us our ours
i jer jeres | dere deres dykk dykkar | ni er ert era | you your yours
de dem deres | de dem deres dei | de dem deras dom | they them their
min mit mine | min mitt mine mi | min mitt mina | my mine
din dit dine | din ditt dine di | din ditt dina | your
det den | det den | det den | it that the
dette denne disse | dette denne disse desse | detta denna dessa den här det här | this these those
her der | her der | här där | here there
ikke | ikke ikkje | inte ej icke | not don't doesn't didn't isn't won't can't
af | av | av | of
og | og | och | and
at | at å | att | to that
en et | en et ei eit | en ett | a an
om så du vel | om så du vel | om så du väl | about so you well
den der som | den der som | den där som | who which
jo da lige altså | jo da altså | ju då alltså | then
tak for | takk for | tack för | thanks for
men | men | men | but
eller | eller | eller | or
fordi da | fordi siden | eftersom därför | because since
hvis | hvis dersom om | om ifall | if whether
når | når | när | when
hvad | hva kva | vad | what
hvem | hvem kven | vem | who whom
hvor hvorhen | hvor kor hvorhen | var vart | where
hvornår | når | när | when
hvordan hvorledes | hvordan korleis åssen | hur | how
hvorfor | hvorfor kvifor | varför | why
hvilken hvilket hvilke | hvilken hvilket hvilke kva | vilken vilket vilka | which
hver hvert | hver hvert kvar kvart | varje var | every each
er | er | är | is are am
var | var | var | was were
været | vært vore | varit | been
være | være vere | vara | be
bliver blev blevet blive | blir ble blitt bli blei | blir blev blivit bli | becomes became
har havde haft have | har hadde hatt ha | har hade haft ha | have has had having
kan kunne kunnet | kan kunne kunnet | kan kunde kunnat | can could
skal skulle skullet | skal skulle skullet | ska skall skulle | shall should
vil ville villet | vil ville villet | vill ville velat | will would want
må måtte måttet | må måtte måttet | måste får fick | must may might
bør burde | bør burde | bör borde | ought
gør gjorde gjort gøre | gjør gjorde gjort gjøre gjere | gör gjorde gjort göra | do does did done doing
siger sagde sagt sige | sier sa sagt si seier | säger sa sade sagt säga | say says said
ser så set se | ser så sett se | ser såg sett se | see saw seen
får fik fået få | får fikk fått få | får fick fått få | get got gets
går gik gået gå | går gikk gått gå | går gick gått gå | go went gone goes going
kommer kom kommet komme | kommer kom kommet komme | kommer kom kommit komma | come came coming
tager tog taget tage | tar tok tatt ta | tar tog tagit ta | take took taken
giver gav givet give | gir ga gitt gi | ger gav gett ge | give gave given
ved vidste vidst vide | vet visste visst vite | vet visste vetat veta | know knew known
tror troede | tror trodde | tror trodde | think thought believe
spørger spurgte spørge spørgsmål | spør spurte spørre spørsmål | frågar frågade fråga frågor | ask asked question questions
svarer svarede svaret | svarer svarte svaret | svarar svarade svaret | answer answered reply replied
venter ventet ventede vente | venter ventet ventede vente | väntar väntat väntade vänta | wait waited waiting
virker virkede fungerer | virker virket fungerer | fungerar funkar fungerade | works worked working
hjælp hjælpe hjælper hjulpet | hjelp hjelpe hjelper hjulpet | hjälp hjälpa hjälper hjälpt | help helped helping
sende sender sendt sendte | sende sender sendt sendte | skicka skickar skickat skickade sända | send sent sending
købe købt køber købte køb | kjøpe kjøpt kjøper kjøpte kjøp | köpa köpt köper köpte köp | buy bought purchase purchased
bestille bestilt bestilling bestilte | bestille bestilt bestilling bestilte | beställa beställt beställning beställde | order ordered orders
betale betalt betaling betalte betaler | betale betalt betaling betalte betaler | betala betalt betalning betalade betalar | pay paid payment
modtage modtaget modtog modtager | motta mottatt mottok mottar | ta emot mottagit tagit emot | receive received
levere leveret levering leveringen | levere levert levering leveringen | leverera levererat leverans leveransen levererades | deliver delivered delivery
ringe ringer ringet ringede | ringe ringer ringt ringte | ringa ringer ringt ringde | call called phone
skrive skriver skrevet skrev | skrive skriver skrevet skrev | skriva skriver skrivit skrev | write writes written wrote
prøve prøver prøvet prøvede forsøgt | prøve prøver prøvd prøvde forsøkt | prova försöka försöker försökt provade provat | try tried trying
finde finder fundet fandt | finne finner funnet fant | hitta hittar hittat hittade finner | find found
bruge bruger brugt brugte | bruke bruker brukt brukte | använda använder använt använde | use used using
lave laver lavet | lage lager laget | laga lagar lagat | make made making
ændre ændret ændring ændringer | endre endret endring endringer | ändra ändrat ändring ändringar byta | change changed changing
opsige opsagt opsigelse | si opp oppsigelse sagt opp | säga upp uppsägning sagt upp | cancel cancelled cancellation
opdatere opdateret opdatering | oppdatere oppdatert oppdatering | uppdatera uppdaterat uppdatering | update updated
oprette oprettet | opprette opprettet | skapa skapat | create created
åbne åbent åbner åben | åpne åpent åpner åpen | öppna öppet öppnar öppen | open opened opens
lukke lukket | lukke lukket stenge stengt | stänga stängt stängd | close closed
vælge valgt vælger | velge valgt velger | välja valt väljer | choose chosen
håber håbe | håper håpe | hoppas | hope hoping
ønsker ønske | ønsker ønske ynskjer | önskar önska vill | wish would like
undskyld beklager | unnskyld beklager | ursäkta förlåt beklagar | sorry apologies excuse
forstår forstå | forstår forstå skjønner | förstår förstå | understand
mangler manglede | mangler manglet | saknar saknas fattas | missing lacks
tak takker | takk takker | tack tackar | thanks thank
hej hejsa goddag | hei heisann hallo | hej hejsan tjena hallå | hello hi hey dear
kære | kjære | kära bästa | dear
venlig venligst hilsen hilsner | vennlig vennligst hilsen hilsener helsing | vänlig vänligen hälsning hälsningar snälla | kind regards please sincerely
godmorgen farvel | godmorgen hadet | godmorgon hejdå | morning goodbye
ja nej jo | ja nei jo | ja nej jo | yes no
meget | mye meget veldig | mycket väldigt | much very
mange | mange | många | many
lidt | litt | lite | little
nogen noget nogle | noen noe nokon noko nokre | någon något några nåt nån | some something any anything
ingen intet | ingen ingenting | ingen inget inga ingenting | none nothing nobody
alle alt al | alle alt all | alla allt all | all everything everyone
anden andet andre | annen annet andre anna | annan annat andra | other another
samme | samme | samma | same
selv | selv sjølv | själv | self
kun bare | kun bare berre | bara endast | only just
også | også og | också även | also too
igen | igjen | igen | again
allerede | allerede | redan | already
endnu stadig | enda ennå fortsatt fremdeles | ännu fortfarande | still yet
aldrig | aldri | aldrig | never
altid | alltid | alltid | always
ofte | ofte | ofta | often
nu | nå | nu | now
snart | snart | snart | soon
straks | straks | genast direkt | immediately
siden | siden sidan | sedan | ago since
efter | etter | efter | after
før inden | før innen | före innan | before
under over | under over | under över | under over
mellem | mellom | mellan | between
gennem igennem | gjennom | genom | through
uden | uten | utan | without
med | med | med | with
til | til | till | to
fra | fra frå | från | from
for | for | för | for
på | på | på | on
ind inde | inn inne | in inne | in into
ud ude | ut ute | ut ute | out
op oppe | opp oppe | upp uppe | up
ned nede | ned nede | ner nere | down
hjem hjemme | hjem hjemme heim heime | hem hemma | home
tilbage | tilbake attende | tillbaka | back
sammen | sammen saman | tillsammans ihop | together
mere mest | mer mest meir | mer mest | more most
mindre mindst | mindre minst | mindre minst | less least
bedre bedst | bedre best betre | bättre bäst | better best
god godt gode | god godt gode bra | god gott goda bra | good well
dårlig dårligt dårlige | dårlig dårlige | dålig dåligt dåliga | bad poor
stor stort store | stor stort store | stor stort stora | big large
lille små | liten lite små | liten litet små | small
ny nyt nye | ny nytt nye | ny nytt nya | new
gammel gammelt gamle | gammel gammelt gamle | gammal gammalt gamla | old
rigtig rigtigt | riktig rett | riktig riktigt rätt | right correct
forkert | feil galt | fel felaktig | wrong incorrect
hurtig hurtigt hurtigst | rask raskt hurtig fort snarest | snabb snabbt fort snarast | fast quick quickly
sen sent | sen sent seint | sen sent | late
tidlig tidligere | tidlig tidligere | tidig tidigt tidigare | early earlier
mulig muligt mulighed | mulig mulighet | möjlig möjligt möjlighet | possible possibly
desværre | dessverre | tyvärr | unfortunately
gerne | gjerne | gärna | gladly
måske | kanskje | kanske | maybe perhaps
nok | nok | nog | enough
cirka omkring | cirka omtrent rundt | cirka ungefär omkring | about around
ligesom ligger | ligger liksom | ligger liksom | lies like
uge ugen uger | uke uken uker veke | vecka veckan veckor | week weeks
dag dage dagen | dag dager dagen | dag dagar dagen | day days
i går | i går | igår i går | yesterday
i dag | i dag | idag i dag | today
i morgen | i morgen | imorgon i morgon | tomorrow
måned måneden måneder | måned måneden måneder | månad månaden månader | month months
år | år | år | year years
time timer minutter | time timer minutter | timme timmar minuter | hour hours minutes
mandag tirsdag onsdag torsdag fredag lørdag søndag | mandag tirsdag onsdag torsdag fredag lørdag søndag | måndag tisdag onsdag torsdag fredag lördag söndag | monday tuesday wednesday thursday friday saturday sunday
januar februar marts juni juli august oktober december | januar februar mars juni juli august oktober desember | januari februari mars juni juli augusti oktober december | january february march june july august october december
tid tidspunkt | tid tidspunkt | tid tidpunkt | time
penge | penger | pengar | money
pris priser | pris priser | pris priser | price prices
regning regningen regninger faktura fakturaen | regning regningen regninger faktura fakturaen | räkning räkningen räkningar faktura fakturan | invoice bill
beløb beløbet | beløp beløpet | belopp beloppet | amount
konto kontoen | konto kontoen | konto kontot | account
pakke pakken pakker | pakke pakken pakker | paket paketet | parcel package
vare varen varer | vare varen varer | vara varan varor | item items goods
ordre ordren ordrenummer | ordre ordren ordrenummer | order ordern ordernummer | order
adgangskode kodeord | passord | lösenord | password
brugernavn bruger brugere | brukernavn bruker brukere | användarnamn användare | username user
hjemmeside hjemmesiden | hjemmeside nettside nettsiden | hemsida hemsidan webbplats | website
telefon telefonen telefonnummer | telefon telefonen telefonnummer mobilen | telefon telefonen telefonnummer mobilen | phone telephone
besked beskeden beskeder | beskjed beskjeden melding meldingen | meddelande meddelandet besked | message
brev brevet | brev brevet | brev brevet | letter
sag sagen sager | sak saken saker | ärende ärendet ärenden | case matter
kunde kunden kunder kundeservice | kunde kunden kunder kundeservice | kund kunden kunder kundtjänst | customer customers service
medarbejder kollega | medarbeider kollega | medarbetare kollega | colleague employee
butik butikken forretning | butikk butikken forretning | butik butiken affär | shop store
firma firmaet virksomhed | firma firmaet bedrift | företag företaget | company
adresse adressen flytte flytter flyttet | adresse adressen flytte flytter flyttet | adress adressen flytta flyttar flyttat | address moving
aftale aftalen aftalt | avtale avtalen avtalt | avtal avtalet avtalat | agreement appointment contract
abonnement abonnementet | abonnement abonnementet | abonnemang abonnemanget prenumeration | subscription
garanti reklamation | garanti reklamasjon | garanti reklamation | warranty complaint
fejl fejlen fejlmeddelelse | feil feilen feilmelding | fel felet felmeddelande | error fault
løsning løse løst | løsning løse løst | lösning lösa löst | solution solve solved
oplysning oplysninger oplyse | opplysning opplysninger opplyse | uppgift uppgifter upplysning | information details
betingelser | vilkår betingelser | villkor | terms conditions
kvittering | kvittering | kvitto | receipt
refusion tilbagebetaling refunderet | refusjon tilbakebetaling refundert | återbetalning återbetala ersättning | refund refunded
vejledning | veiledning | vägledning | guidance
vej vejen | vei veien | väg vägen | road way
hus huset lejlighed | hus huset leilighet | hus huset lägenhet | house flat
bil bilen | bil bilen | bil bilen | car
strøm strømmen el | strøm strømmen straum | ström strömmen el | power electricity
vand varmt | vann vatn varmt | vatten varmt | water hot
barn børn børnene | barn barna | barn barnen | child children
kvinde mand mænd | kvinne mann menn | kvinna man män | woman man men
menneske folk | menneske folk | människa folk | people person
navn navnet hedder | navn navnet heter | namn namnet heter | name called
nummer nummeret | nummer nummeret | nummer numret | number
sprog dansk | språk norsk | språk svenska | language english
udgang udfyldt udstyr udsat | utgang utfylt utstyr utsatt | utgång ifyllt utrustning | exit filled equipment
lige ligeså | like akkurat | precis lika | just right
begge | begge | båda bägge | both
første anden tredje | første andre tredje | första andra tredje | first second third
sidste næste | siste neste | sista nästa förra | last next
halvdel halv | halvdel halv | hälften halv | half
fuld fuldt | full fullt | full fullt | full
syg syge | syk syke sjuk | sjuk sjuka | ill sick
glad tilfreds utilfreds | glad fornøyd misfornøyd | glad nöjd missnöjd | happy satisfied
skuffet vred | skuffet sint | besviken arg | disappointed angry
defekt beskadiget ødelagt itu | defekt skadet ødelagt | trasig skadad defekt sönder | broken damaged faulty
tryk trykke | trykk trykke | tryck trycka klicka | press click
hente hentet henter | hente hentet henter | hämta hämtat hämtar | collect fetch pick
returnere returnerer | returnere returnerer | returnera returnerar | return returned
bytte byttet | bytte byttet | byta bytt | exchange swap
tilsendt vedhæftet vedlagt | tilsendt vedlagt | bifogad bifogat bifogar | attached enclosed
mødet møde | møtet møte | mötet möte | meeting
nødt nødvendig | nødt nødvendig | tvungen nödvändig | needed necessary
behov behøver | behov trenger treng | behov behöver | need needs
betyder | betyr | betyder | means
lyder | høres | låter | sounds
høre hører hørt | høre hører hørt | höra hör hört | hear heard
læse læser læst | lese leser lest | läsa läser läst | read reads
tale taler talt snakke | snakke snakker snakket | prata pratar talar | talk speak spoke
troligt sikkert sikker | sikkert sikker trolig | säkert säker troligen | sure certain probably
ellers | ellers | annars | otherwise else
derfor | derfor | därför | therefore
således sådan | slik sånn sånt | sådan så så här | such so
mens imens | mens imens | medan | while
indtil | inntil | tills | until
ifølge | ifølge | enligt | according
i stedet | i stedet | i stället istället | instead
blandt | blant | bland | among
imod mod | mot imot | mot emot | against towards
omkring | rundt | runt | around
langt længe længere | langt lenge lenger | långt länge längre | long longer far
kort korte | kort korte | kort korta | short card
stå stod står | stå sto står | stå stod står | stand stood
sidde sidder | sitte sitter | sitta sitter | sit sits
ligge lagde | ligge la | ligga lade | lay
sætte sat sætter | sette satt setter | sätta satt sätter | set put
vise viser vist | vise viser vist | visa visar visat | show shown
tjekke tjekker tjekket | sjekke sjekker sjekket | kolla kontrollera kollar | check checked
undersøge undersøger | undersøke undersøker | undersöka undersöker | look investigate
tilbud tilbyder | tilbud tilbyr | erbjudande erbjuder | offer
bekræfte bekræftelse bekræft | bekrefte bekreftelse bekreft | bekräfta bekräftelse | confirm confirmation
opkrævet trukket opkræves | trukket belastet | dragits debiterat debiterad | charged
gebyr rykker rykkergebyr | gebyr purring purregebyr | avgift påminnelse påminnelseavgift | fee reminder
skylder gæld | skylder gjeld | skyldig skuld | owe debt
forbrug måler aflæsning | forbruk måler avlesning | förbrukning mätare avläsning | consumption meter reading
forsinket forsinkelse | forsinket forsinkelse | försenad försening | delayed delay
nægter umuligt | nekter umulig | vägrar omöjligt | impossible refuse
selvfølgelig naturligvis | selvfølgelig naturligvis | självklart naturligtvis | course
skyldes grund | skyldes grunn | beror orsak anledning | due reason
særlig især særligt | særlig spesielt | särskilt speciellt | especially
virkelig egentlig | virkelig egentlig | verkligen egentligen | really actually
kl klokken | kl klokken klokka | kl klockan | o'clock
en to tre fire fem seks syv otte ni ti tolv | en to tre fire fem seks sju åtte ni ti tolv | ett två tre fyra fem sex sju åtta nio tio tolv | one two three four five six seven eight nine ten twelve
afdeling afdelingen | avdeling avdelingen | avdelning avdelningen | department
afsted afsendt afsende afslag | avgårde avsendt avsende avslag | iväg avsänt avslag | off shipped refusal
aften aftenen eftermiddag eftermiddagen | kveld kvelden ettermiddag ettermiddagen | kväll kvällen eftermiddag eftermiddagen | evening afternoon
formiddag nat natten | formiddag natt natten | förmiddag natt natten | morning night
opgave opgaver opkald opkaldet | oppgave oppgaver oppringning | uppgift samtal samtalet | task call
opringning kalde kaldes | oppringning kalle kalles | uppringning kalla kallas | call
udlevere udleveret udlevering | utlevere utlevert utlevering | utlämna utlämnat utlämning | hand
udbetale udbetaling udbetalt | utbetale utbetaling utbetalt | utbetala utbetalning | payout
udløber udløbet udløb | utløper utløpt utløp | går ut löper | expires expired
indbetale indbetaling indbetalt | innbetale innbetaling innbetalt | inbetalning inbetalt | deposit
indtaste indtastet indstilling indstillinger | taste tastet innstilling innstillinger | knappa inställning inställningar | settings type
indhold indeholder | innhold inneholder | innehåll innehåller | contents contains
hverken enten | verken enten | varken antingen | neither either
hvorvidt hvorfra hvortil | hvorvidt | huruvida | whether
bagefter bagved bag | etterpå bak | efteråt bakom | afterwards behind
forud forhånd | forhånd | förväg förhand | advance beforehand
billede billeder | bilde bilder | bild bilder | picture image photo
side siden sider | side siden sider | sida sidan sidor | page
mail mailen mails e-mail | e-post e-posten mail mailen eposten | mejl mejlet e-post mail | email emails
farve farver størrelse | farge farger størrelse | färg färger storlek | colour color size
stykke stykker i stykker | stykke stykker | stycke sönder | piece
sende afsender modtager | avsender mottaker | avsändare mottagare | sender recipient
brugt brugsanvisning | brukt bruksanvisning | använd bruksanvisning | used manual
kigge kigger kigget | kikke kikker kikket titte | titta tittar tittat | look looking
snak snakke | prat snakke | prat | chat
synes syntes | synes syntes | tycker tyckte | think thought
husker huske glemt glemte | husker huske glemt glemte | minns komma ihåg glömt glömde | remember forgot forgotten
beder bede bad bedt | ber be ba bedt | ber be bad bett | ask begged
lover love lovede lovet | lover love lovte lovet | lovar lova lovade lovat | promise promised
taget tager imod | tatt | tagit | taken
ventetid ventetiden | ventetid ventetiden | väntetid väntetiden | waiting
betjening betjent | betjening betjent | bemötande | service
kender kendte kendt kendskab | kjenner kjente kjent kjennskap | känner kände känt | know familiar
kører køre kørt kørte kørsel | kjører kjøre kjørt kjørte kjøring | kör köra kört körde | drive drives driving
køber kunde | kjøper | köpare | buyer
kontakte kontakter kontaktet | kontakte kontakter kontaktet | kontakta kontaktar kontaktat | contact contacted
svært svær let nemt nem | vanskelig lett enkelt enkel | svårt svår lätt enkelt | hard difficult easy
nemlig netop | nemlig nettopp | nämligen nyss | namely just
stadigvæk fortsat | fortsatt fremdeles | fortfarande | still
pludselig | plutselig | plötsligt | suddenly
overhovedet | overhodet | överhuvudtaget | all
simpelthen ganske temmelig | rett slett ganske nokså | helt enkelt ganska | simply quite rather
dog alligevel | likevel imidlertid | ändå dock emellertid | however anyway
hurtigere hurtigst muligt snarest | raskere snarest | snabbare snarast | faster soonest
forleden forrige | forrige | förra häromdagen | previous
nylig fornylig | nylig nettopp | nyligen | recently
heller heldigvis | heller heldigvis | heller lyckligtvis | neither fortunately
venstre højre | venstre høyre | vänster höger | left right
høj højt højere høje | høy høyt høyere høye | hög högt högre höga | high higher
lav lavt lavere | lav lavt lavere | låg lågt lägre | low lower
øje øjne øjeblik øjeblikket | øye øyne øyeblikk øyeblikket | öga ögon ögonblick | moment eye
møg ærgerlig ærgerligt | ergerlig kjedelig | trist tråkigt synd | annoying
træt trist | trøtt lei trist | trött ledsen | tired sad
tænke tænker tænkte | tenke tenker tenkte | tänka tänker tänkte | think
tænde tændt tænder sluk slukke | slå på tent slukke skru | sätta på tänd släcka stäng | turn switch
træffe aftræk trække trækker trukket | treffe trekke trekker trukket | träffa dra drar dragit | draw
sælge sælger solgt | selge selger solgt | sälja säljer sålt | sell sold
tælle fortælle fortalte fortæller | telle fortelle fortalte forteller | räkna berätta berättade berättar | tell told count
hænge hænger | henge henger | hänga hänger | hang
længde længere | lengde lenger | längd längre | length
vægt væk værre værst værdi | vekt vekk verre verst verdi | vikt bort värre värst värde | weight away worse worst value
ægtefælle kæreste hustru kone | ektefelle kjæreste kone | make maka fru | wife spouse
pæn pænt | pen pent | fin fint | nice
læge tandlæge | lege tannlege | läkare tandläkare | doctor
netværk værktøj | nettverk verktøy | nätverk verktyg | network tool
hjælpsom tålmodighed | hjelpsom tålmodighet | hjälpsam tålamod | helpful patience
fejlagtig fejlfri fejler | feilaktig feilfri feiler | felaktig | faulty
søge søger søgt ansøgning | søke søker søkt søknad | söka söker sökt ansökan | search apply application
bog bøger | bok bøker | bok böcker | book
dør døren | dør døren døra | dörr dörren | door
nøgle nøgler nøglen | nøkkel nøkler nøkkelen | nyckel nycklar nyckeln | key keys
rør utæt utæthed | rør lekkasje lekk | rör läcka | pipe leak
køleskab fryser opvasker vaskemaskine | kjøleskap fryser oppvaskmaskin vaskemaskin | kylskåp frys diskmaskin tvättmaskin | fridge freezer dishwasher
skab skabet | skap skapet | skåp skåpet | cupboard
sprog sproget | språk språket | språk språket | language
forbindelse forbindelsen netforbindelse | forbindelse tilkobling | anslutning uppkoppling | connection
selskab selskabet | selskap selskapet | bolag bolaget | company
medlemskab medlem medlemmer | medlemskap medlem medlemmer | medlemskap medlem medlemmar | membership member
egenskab kendskab | egenskap | egenskap | property
egen eget egne | egen eget egne | egen eget egna | own
ret rettet rettelse | rett rettet rettelse | rätt rättat rättelse | right
let lettere | lett lettere | lätt lättare | easy easier
slet slette slettet | slett slette slettet | radera ta bort | delete
trods | tross | trots | despite
frist fristen deadline | frist fristen | frist fristen | deadline
hverdage hverdag | virkedager hverdag | vardagar vardag arbetsdagar | weekdays
ferie weekend weekenden | ferie helg helgen helga | semester helg helgen | holiday weekend
jul påske sommer vinter forår efterår | jul påske sommer vinter vår høst | jul påsk sommar vinter vår höst | christmas easter summer winter spring autumn
gade gaden | gate gaten gata | gata gatan | street
by byen landet | by byen bygda | stad staden | city town
postkasse posthus | postkasse post | brevlåda posten | mailbox
bud budet fragt fragten fragtmand | bud budet frakt frakten | bud budet frakt frakten | courier freight shipping
chauffør | sjåfør | chaufför | driver
tekniker teknikeren montør montøren | tekniker teknikeren montør montøren | tekniker teknikern montör montören | technician
leje lejer lejemål | leie leier leieforhold | hyra hyresgäst | rent tenant
bolig boligen | bolig boligen | bostad bostaden | home
forsikring forsikringen skade skaden anmeldt | forsikring forsikringen skade skaden meldt | försäkring försäkringen skada skadan anmält | insurance damage claim
police dækker dækket dækning | polise dekker dekket dekning | försäkringsbrev täcker täckning | policy covers coverage
kort kortet betalingskort | kort kortet bankkort | kort kortet bankkort | card
overføre overført overførsel | overføre overført overføring | överföra överfört överföring | transfer transferred
renter rente lån | renter rente lån | ränta räntor lån | interest loan
skat moms | skatt mva moms | skatt moms | tax vat
tilmelde tilmeldt tilmelding afmelde | melde meldt påmelding avmelde | anmäla anmäld anmälan avanmäla | register registered unsubscribe
ejer eje ejet | eier eie eid | ägare äga äger | owner own
plads pladsen | plass plassen | plats platsen | place seat
rejse rejser rejsen rejst | reise reiser reisen reist | resa resor resan rest | travel trip journey
togene tog toget fly flyet | tog toget fly flyet | tåg tåget flyg flyget | train flight
billet billetter | billett billetter | biljett biljetter | ticket tickets
virksomheden virksomhed | virksomheten virksomhet | verksamheten verksamhet | business
sikkerhed | sikkerhet | säkerhet | security
mulighed muligheder | mulighet muligheter | möjlighet möjligheter | possibility
kvalitet | kvalitet | kvalitet | quality
forskel forskellig | forskjell forskjellig | skillnad olika | difference different
tværtimod | tvert imot | tvärtom | contrary
hundrede tusind kroner | hundre tusen kroner | hundra tusen kronor | hundred thousand
mange tak selv tak | tusen takk bare hyggelig | tack så mycket varsågod | welcome
hyggelig hyggeligt fedt dejligt dejlig | hyggelig kult deilig fint | trevlig trevligt härligt skönt | lovely pleasant
træls pokkers utroligt | utrolig | otroligt | incredibly
spist mad maden | spist mat maten | ätit mat maten | eaten food
indgang hovedindgang | inngang hovedinngang | ingång huvudingång | entrance
vindue vinduet | vindu vinduet | fönster fönstret | window
fyr varme varmen | fyr varme varmen | värme värmen | heating heat
bræk brække knækket | brekke knekt | bryta knäckt | break
bytning ombytning | bytting ombytting | byte | exchange
tilfælde | tilfelle | fall | case
slags | slags | slags sort | kind sort
årsag | årsak | orsak | cause
forårsaget | forårsaket | orsakat | caused
hovedet hoved | hodet hode | huvudet huvud | head
begyndt begynde starte | begynt begynne starte | börjat börja starta | begin started
stoppe stoppet afbrudt afbrydelse | stoppe stoppet avbrutt avbrudd | stoppa stoppat avbrutet avbrott | stop stopped outage
nede oppe | nede oppe | nere uppe | down
skifte skiftet | bytte byttet skifte | byta bytt | switch
ville hellere | heller | hellre | rather
kunne ikke | fikk ikke | kunde inte | couldn't
sandsynligvis formentlig | sannsynligvis antagelig | förmodligen antagligen | probably
åbenbart tydeligvis | åpenbart tydeligvis | uppenbarligen tydligen | obviously
fordi eftersom | fordi ettersom | därför eftersom | because
klar klare parat | klar klare | klar klart klara redo | ready
færdig færdige | ferdig ferdige | färdig klar | finished done
passer passe passede passet fint | passer passe passet fint | passar passa passade fint | suits fits suit fine
kø køen | kø køen | kö kön | queue line
ulejlighed ulejligheden besvær | bry bryet ulempe | besvär besväret | inconvenience trouble
styr på orden i orden | styr på greit ordne ordner | ordning ordna ordnar | order sort arrange
nyeste ældre ældste yngre | nyeste eldre eldste yngre | nyaste äldre äldsta yngre | newest older oldest younger
skrald affald genbrug | søppel avfall gjenbruk | sopor avfall återbruk | waste rubbish
hos jer hos os | hos dere hos oss | hos er hos oss | yours ours
ses ser frem til | sees ser frem til | ses ser fram emot | forward
halv kvart i morges i aftes | halv kvart i morges i kveld | halv kvart i morse i kväll | tonight
returnering ombytte bytte | retur bytte innbytte | retur byte | return
måde måden | måte måten | sätt sättet | way manner
hvilke som helst | hvilke som helst | vilka som helst | any
slukket slukker lyset | slukket slukker lyset | släckt släcker ljuset | light
kigget forbi komme forbi | stikke innom komme innom innom | titta förbi komma förbi | drop by
fuldstændig fuldstændigt helt | fullstendig helt | fullständigt helt | completely
dobbelt dobbelte | dobbelt doble | dubbelt dubbla | double
lovlig ulovligt | lovlig ulovlig | laglig olagligt | legal illegal
forbruger forbrugere | forbruker forbrukere | konsument konsumenter | consumer
uforståeligt utilfredsstillende | uforståelig utilfredsstillende | obegripligt otillfredsställande | unacceptable
kampagne rabat rabatkode tilbudspris | kampanje rabatt rabattkode tilbudspris | kampanj rabatt rabattkod | discount code
gavekort værdibevis | gavekort | presentkort | voucher gift
indkøb indkøbskurv kurven | innkjøp handlekurv handlekurven | inköp varukorg varukorgen | basket cart
bagage kuffert | bagasje koffert | bagage resväska | luggage suitcase
fødselsdag personnummer cpr | bursdag fødselsnummer personnummer | födelsedag personnummer | birthday
bank bankkonto kontonummer | bank bankkonto kontonummer | bank bankkonto kontonummer | bank
netbank nemid mitid | nettbank bankid | internetbank bankid | online
router modem bredbånd fiber | ruter modem bredbånd fiber | router modem bredband fiber | router broadband
langsom langsomt | treg tregt langsom | långsam långsamt seg | slow
hvert fald i hvert fald | hvert fall i hvert fall | varje fall i alla fall | anyway
fremover fremtiden | fremover framover fremtiden | framöver framtiden | future
måtte nødsaget | måtte nødt | tvungen | forced
hørt nærmere hører fra | hørt nærmere hører fra | hört närmare hör av | heard
nabo naboen naboer | nabo naboen naboer | granne grannen grannar | neighbour
underskrift underskrive | underskrift signere signert | underskrift underteckna | signature sign
skema formular blanket | skjema skjemaet | formulär blankett | form
udfylde udfyldt | fylle ut fylt ut | fylla i fyllt i | fill
kommune borger | kommune innbygger | kommun medborgare | municipality citizen
taske tasken | veske veska vesken | väska väskan | bag handbag
stuen køkkenet badeværelse badeværelset soveværelse | stua kjøkkenet bad badet soverom soverommet | vardagsrummet köket badrummet sovrummet | kitchen bathroom bedroom
nedenfor ovenfor | nedenfor ovenfor | nedan ovan | below above
rimelig rimeligt urimeligt | rimelig urimelig | rimligt orimligt | reasonable unfair
bede om besked | be om beskjed | be om besked | let
ikke lavet om | ikke endret | inte ändrat | unchanged
` as const

/** Common words of the neighbours, so that their mail is told from ours rather than pressed into it. */
export const otherLanguages = `
ich du er sie wir ihr nicht und oder aber das die der dem den des ein eine einen einem einer ist sind war waren haben hat habe
hatte werden wird wurde kann können möchte bitte danke vielen guten tag hallo mit für auf von zu zur zum bei nach aus über wie was
wann warum wo meine mein ihre ihnen mir mich uns noch schon auch nur sehr keine kein bestellung rechnung lieferung geehrte damen
herren freundlichen grüßen paket erhalten bestellt heute morgen gestern woche seit leider dass weil wenn als im am ins vom geld zurück
je tu il elle nous vous ils ne pas et ou mais le la les un une des du de au aux est sont suis était avoir avez ai a été pour avec sur
dans par que qui quoi quand où comment pourquoi mon ma mes votre vos notre merci bonjour cordialement commande livraison facture colis
reçu je n'ai plus très bien aujourd'hui demain hier semaine remboursement s'il plaît c'est j'ai cette ce mais encore toujours depuis
ik jij hij wij zij niet en maar het een van voor met op aan bij naar uit over hoe wat wanneer waarom waar mijn uw ons onze heb hebben
heeft was waren zijn worden wordt kan kunnen graag bedankt dank goedendag bestelling factuur levering pakket ontvangen nog geen wel ook
ja nie tak jest są był była dzień dobry dziękuję proszę zamówienie paczka faktura kiedy dlaczego gdzie jak co moje moja mój państwa nie
się na do od za przez przed po ale lub czy już jeszcze bardzo tylko dla mnie mogę chciałbym otrzymałem witam pozdrawiam
minä sinä hän me te he ei en et emme ja tai mutta on ovat oli olla olen olet olemme kiitos hei moi terve tilaus tilaukseni lasku paketti
milloin miksi missä miten mikä mitä minun teidän kun jos että koska vielä jo myös vain hyvin tänään huomenna eilen viikko voitteko
voinko saanut saapunut hyvää päivää ystävällisin terveisin olisi pitäisi haluan
yo tú él ella nosotros ellos no y o pero el los las una unos es son está están era fue tengo tiene hemos para con en sobre por que
quién cuándo dónde cómo mi su gracias hola buenos días pedido factura paquete todavía también muy más puede quiero recibido estimados
io lui lei noi voi loro non e ma il lo gli uno è sono era ho hai ha abbiamo per con su da che chi quando dove come perché mio vostro
grazie buongiorno ordine fattura pacco ancora anche molto più può vorrei ricevuto gentile saluti della dello degli nel
eu você ele nós não os as um uma são estou tem com em obrigado bom dia encomenda fatura ainda também muito pode quero recebi
ég þú hann hún við ekki og eða en er var hef hefur hafa þetta pöntun takk fyrir mjög hvar hvenær hvernig
ma sina tema meie teie ei ole ja või aga tere tänan tellimus arve millal kus miks minu teie palun
` as const

/**
 * Words that the columns above give to one language but that another spells the same, found by holding the columns against
 * spelling dictionaries, and everyday words that Danish and Norwegian share outright. They keep a shared word from deciding.
 */
export const sharedWords: readonly (readonly [languages: string, words: string])[] = [
  [
    'da nb',
    `orden landet posthus weekend weekenden deadline forbi kurven langsomt borger betalingskort tilfreds stadig skiftet
hjemmesiden togene forbindelsen dobbelte fødselsdag farvel tale taler talt lille dansk omkring ringet e-mail intet lager
laget rundt mobilen norsk snakker snakket fin fine fint enkelt enkel slå post ordner retur ulovlig hilsener umulig galt belastet
ulempe utrolig trolig høres meldt vanskelig stikke flere flest sin hel hele tiden lyset lys hjul små status skoene sko bussen
vogn vognen barnevognen barnevogn svar svaret problem problemet tilbudet tidligere kundenummer mangle håndtere orden
hvilken dagen alene  passer fast faste del dele dels spiller holder holde holdt holdes rundt frem langs hos ved`,
  ],
  [
    'da nb sv',
    'man klart klar posten post ordning rest retur fin mobilen ledig lager start internet konto system problem sent stod sin status helt svar',
  ],
  ['nb sv', 'bra rett mat fort skatt helg litt full natt alt allt opp'],
  ['da en', 'fine sent start system problem'],
  ['nb en', 'fine sent start system problem'],
]
