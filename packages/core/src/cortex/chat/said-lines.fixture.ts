/** What people say, and what it means on Monday, 2 March 2026. `-` is nothing that rules answer. */
export const TODAY = "2026-03-02";

export const SAID = `
help | help
What can you do? | help
What can I ask you? | help
how does this work? | help
Hilfe | help
Was kannst du alles? | help
Hallo! | help
Guten Morgen | help
What's on today? | agenda 2026-03-02 2026-03-02
What is on tomorrow | agenda 2026-03-03 2026-03-03
whats up tomorrow? | agenda 2026-03-03 2026-03-03
Show me my agenda | agenda 2026-03-02 2026-03-02
my agenda for friday | agenda 2026-03-06 2026-03-06
What's on my calendar on Friday? | agenda 2026-03-06 2026-03-06
Do I have any appointments on the 5th of March? | agenda 2026-03-05 2026-03-05
any meetings today? | agenda 2026-03-02 2026-03-02
What do I have planned this weekend? | agenda 2026-03-07 2026-03-08
schedule for next week | agenda 2026-03-09 2026-03-15
What's happening this week? | agenda 2026-03-02 2026-03-08
Am I free on Thursday? | agenda 2026-03-05 2026-03-05
what about tomorrow? | agenda 2026-03-03 2026-03-03
tomorrow? | agenda 2026-03-03 2026-03-03
on 2026-03-10? | agenda 2026-03-10 2026-03-10
on 2026-03-10. | agenda 2026-03-10 2026-03-10
events on March 17 | agenda 2026-03-17 2026-03-17
Could you show me my day? | agenda 2026-03-02 2026-03-02
Was steht heute an? | agenda 2026-03-02 2026-03-02
Was steht morgen an? | agenda 2026-03-03 2026-03-03
was steht übermorgen an | agenda 2026-03-04 2026-03-04
Was habe ich am Freitag vor? | agenda 2026-03-06 2026-03-06
Welche Termine habe ich morgen? | agenda 2026-03-03 2026-03-03
Termine nächste Woche | agenda 2026-03-09 2026-03-15
Habe ich am 5. März Termine? | agenda 2026-03-05 2026-03-05
Was ist am 24.12. los? | agenda 2026-12-24 2026-12-24
Was ist am Wochenende los? | agenda 2026-03-07 2026-03-08
Zeig mir meinen Kalender für Mittwoch | agenda 2026-03-04 2026-03-04
Wie sieht mein Tag aus? | agenda 2026-03-02 2026-03-02
Wie sieht mein Dienstag aus? | agenda 2026-03-03 2026-03-03
Wie sieht diese Woche aus? | agenda 2026-03-02 2026-03-08
Heute? | agenda 2026-03-02 2026-03-02
und morgen? | agenda 2026-03-03 2026-03-03
mein Tagesplan bitte | agenda 2026-03-02 2026-03-02
Bin ich am Donnerstag frei? | agenda 2026-03-05 2026-03-05
Which tasks are due today? | tasks due 2026-03-02
What's due tomorrow? | tasks due 2026-03-03
tasks due this week | tasks due 2026-03-08
what is due? | tasks due 2026-03-02
What do I need to do today? | tasks due 2026-03-02
What do I have to do by Friday? | tasks due 2026-03-06
my tasks | tasks open
Show me my to-dos | tasks open
List all open tasks | tasks open
What are my tasks for tomorrow? | tasks due 2026-03-03
What is overdue? | tasks overdue
overdue tasks | tasks overdue
Am I behind on anything? | tasks overdue
Do I have any deadlines this month? | tasks due 2026-03-31
Welche Aufgaben sind heute fällig? | tasks due 2026-03-02
Was ist morgen fällig? | tasks due 2026-03-03
Was muss ich heute tun? | tasks due 2026-03-02
Was muss ich diese Woche erledigen? | tasks due 2026-03-08
Was habe ich heute zu tun? | tasks due 2026-03-02
meine Aufgaben | tasks open
Zeig mir meine Aufgaben | tasks open
Was ist überfällig? | tasks overdue
überfällige Aufgaben | tasks overdue
Sind Aufgaben verspätet? | tasks overdue
Aufgaben bis Freitag | tasks due 2026-03-06
Welche Fristen habe ich diesen Monat? | tasks due 2026-03-31
What's my balance? | balances
balances | balances
account balance please | balances
How much money do I have? | balances
How much is in my account? | balances
Show my account balances | balances
Wie ist mein Kontostand? | balances
Kontostand | balances
Wie viel Geld habe ich? | balances
Wieviel Geld ist auf meinem Konto? | balances
Zeig mir die Kontostände | balances
How much did I spend this month? | spend 2026-03-01 2026-03-31 *
What did I spend last month? | spend 2026-02-01 2026-02-28 *
How much did I spend on groceries? | spend 2026-03-01 2026-03-31 groceries
How much have I spent on groceries this month? | spend 2026-03-01 2026-03-31 groceries
What did I spend on eating out in February? | spend 2026-02-01 2026-02-28 eating out
spending by category | spend 2026-03-01 2026-03-31 *
expenses last week | spend 2026-02-23 2026-03-01 *
What did I spend yesterday? | spend 2026-03-01 2026-03-01 *
How much did I spend this year? | spend 2026-01-01 2026-12-31 *
How much did I spend in December? | spend 2025-12-01 2025-12-31 *
How much did I spend in January 2026? | spend 2026-01-01 2026-01-31 *
my expenses for transport in march | spend 2026-03-01 2026-03-31 transport
Wie viel habe ich diesen Monat ausgegeben? | spend 2026-03-01 2026-03-31 *
Was habe ich letzten Monat ausgegeben? | spend 2026-02-01 2026-02-28 *
Wie viel habe ich für Lebensmittel ausgegeben? | spend 2026-03-01 2026-03-31 lebensmittel
Wie viel habe ich im Februar für Lebensmittel ausgegeben? | spend 2026-02-01 2026-02-28 lebensmittel
Meine Ausgaben letzte Woche | spend 2026-02-23 2026-03-01 *
Ausgaben nach Kategorie | spend 2026-03-01 2026-03-31 *
Ausgaben heute | spend 2026-03-02 2026-03-02 *
Was habe ich gestern ausgegeben? | spend 2026-03-01 2026-03-01 *
Ausgaben im März 2025 | spend 2025-03-01 2025-03-31 *
Ausgaben dieses Jahr | spend 2026-01-01 2026-12-31 *
How did I sleep? | sleep 2026-03-02
How did I sleep last night? | sleep 2026-03-02
How long did I sleep yesterday? | sleep 2026-03-01
how much sleep did I get on Saturday? | sleep 2026-02-28
my sleep | sleep 2026-03-02
Did I sleep well? | sleep 2026-03-02
Wie habe ich geschlafen? | sleep 2026-03-02
Wie habe ich letzte Nacht geschlafen? | sleep 2026-03-02
Wie lange habe ich gestern geschlafen? | sleep 2026-03-01
Wie war mein Schlaf am Sonntag? | sleep 2026-03-01
Wie lange habe ich heute Nacht geschlafen? | sleep 2026-03-02
Schlaf | sleep 2026-03-02
How will I sleep tomorrow? | -
How are my habits? | habits
Which habits are left today? | habits
habits | habits
Show me my habits | habits
Wie laufen meine Gewohnheiten? | habits
Gewohnheiten heute | habits
Welche Gewohnheiten sind noch offen? | habits
What are my streaks? | streaks
How long is my longest streak? | streaks
streaks | streaks
Wie lang sind meine Serien? | streaks
Welche Serien laufen? | streaks
Whose birthday is next? | birthdays *
When is the next birthday? | birthdays *
upcoming birthdays | birthdays *
When is Anna's birthday? | birthdays anna
When is the birthday of Ben Miller? | birthdays ben miller
Wer hat als Nächstes Geburtstag? | birthdays *
nächster Geburtstag | birthdays *
Wann hat Anna Geburtstag? | birthdays anna
Wann ist Bens Geburtstag? | birthdays ben
Welche Geburtstage kommen? | birthdays *
What expires soon? | expiring
What is expiring in the pantry? | expiring
Does anything go bad this week? | expiring
what should be used up? | expiring
Was läuft bald ab? | expiring
Was läuft in der Speisekammer ab? | expiring
Was wird bald schlecht? | expiring
Ist etwas abgelaufen? | expiring
Was muss ich aufbrauchen? | expiring
Where is my passport? | find passport
Where did I put the warranty of the fridge? | find warranty of the fridge
find insurance contract | find insurance contract
Search for lasagne | find lasagne
look up router password | find router password
What do I know about Lisbon? | find Lisbon
What did I write about the garden? | find garden
Do I have notes on taxes? | find taxes
Wo ist mein Reisepass? | find Reisepass
Wo habe ich den Mietvertrag abgelegt? | find mietvertrag
Suche nach Steuerbescheid | find Steuerbescheid
Suche Kürbissuppe | find Kürbissuppe
Was weiß ich über Lissabon? | find Lissabon
Was habe ich über den Garten notiert? | find garten
Habe ich Notizen zu Japan? | find Japan
Add a task: pay rent tomorrow | task en pay rent tomorrow
add task Call mum | task en Call mum
Create a to-do to water the plants every friday | task en water the plants every friday
new task: renew passport !high | task en renew passport !high
Please add clean the gutters to my tasks | task en clean the gutters
todo: book flights | task en book flights
Remind me to call Ben at 5pm | task en call Ben at 5pm
I need to buy a present for Anna | task en buy a present for Anna
I have to finish the report by Friday | task en finish the report by Friday
Aufgabe: Miete überweisen | task de Miete überweisen
Neue Aufgabe: Steuer machen bis Freitag | task de Steuer machen bis Freitag
Erstelle eine Aufgabe: Fenster putzen | task de Fenster putzen
Lege eine Aufgabe an: Reifen wechseln | task de Reifen wechseln
Erinnere mich an Zahnarzt morgen um 9 | task de Zahnarzt morgen um 9
Erinnere mich daran, Oma anzurufen | task de Oma anzurufen
Ich muss noch den Müll rausbringen | task de den Müll rausbringen
Setze Rasen mähen auf meine Aufgabenliste | task de Rasen mähen
Add milk to the shopping list | shop milk - -
Put 2 l milk on my shopping list | shop milk 2 l
buy some butter | shop butter - -
We need eggs | shop eggs - -
we are out of coffee | shop coffee - -
shopping: 500 g flour | shop flour 500 g
Setze Milch auf die Einkaufsliste | shop Milch - -
Schreib 3 Zwiebeln auf die Einkaufsliste | shop Zwiebeln 3 -
Brot auf die Einkaufsliste | shop Brot - -
Kaufe Butter | shop Butter - -
Wir brauchen noch Eier | shop Eier - -
Einkauf: 500 g Mehl | shop Mehl 500 g
My mood is 4 | mood 4 *
mood 3 | mood 3 *
Log mood 2: slept badly | mood 2 slept badly
my mood today is 5, great run | mood 5 great run
I feel 4 out of 5 | mood 4 *
feeling 2/5 tired | mood 2 tired
Meine Stimmung ist 4 | mood 4 *
Stimmung: 3 | mood 3 *
Meine Stimmung ist heute 2, viel Stress | mood 2 viel Stress
Ich fühle mich 4 von 5 | mood 4 *
Mir geht es 5/5 | mood 5 *
my mood is 9 | -
Why do I spend so much? | -
Should I quit my job? | -
Write a poem about my tasks | -
Explain my sleep | -
Translate my agenda into French | -
What is the capital of France? | -
Tell me a joke | -
What should I cook tonight? | -
Warum schlafe ich so schlecht? | -
Soll ich kündigen? | -
Schreib mir einen Brief | -
Wie wird das Wetter? | -
Wer bist du? | -
asdf | -
I need help | -
I need you | -
get lost | -
Ich brauche Hilfe | -
Delete all my tasks | change
Send an email to Ben | change
Cancel the meeting tomorrow | change
Transfer 100 euros to Ben | change
Lösche alle Aufgaben | change
Überweise 100 Euro an Ben | change
Verschiebe den Termin auf morgen | change
Schicke Ben eine Mail | change
`
  .trim()
  .split("\n")
  .map((line) => line.split(" | ") as [string, string]);
