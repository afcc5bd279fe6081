<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="sv_SE">
<context>
    <name>ActingText</name>
    <message>
        <source>Det som stod här är flyttat: det står kvar på sitt nya ställe.</source>
        <translation>What stood here has been moved: it is still in its new place.</translation>
    </message>
</context>
<context>
    <name>BackupsDialog</name>
    <message>
        <source>Återställ från säkerhetskopia</source>
        <translation>Restore from Backup</translation>
    </message>
    <message>
        <source>Säkerhetskopior</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>Säkerhetskopia</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Innehåll</source>
        <translation>TOC</translation>
    </message>
    <message>
        <source>Storlek</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Projektet återställs som ett nytt projekt. Det som finns nu rörs inte och skrivs aldrig över.</source>
        <translation>The project is restored as a new project. What there is now is not touched and never written over.</translation>
    </message>
    <message>
        <source>Återställ</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Det finns inga säkerhetskopior än. En görs varje dag som du arbetar i ett projekt.</source>
        <translation>There are no backups yet. One is made each day that you work in a project.</translation>
    </message>
    <message>
        <source>Det här är säkerhetskopiorna av ”{0}”. Det som skrevs efter den som du väljer hämtas ur det skadade projektet så långt det går att läsa.</source>
        <translation>These are the backups of “{0}”. What was written after the one that you choose is taken from the damaged project as far as it can be read.</translation>
    </message>
    <message>
        <source>Välj den säkerhetskopia som du vill gå tillbaka till.</source>
        <translation>Choose the backup that you want to go back to.</translation>
    </message>
    <message numerus="yes">
        <source>%n versioner</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, senast skrivet i {1}</source>
        <translation>{0}, last written in {1}</translation>
    </message>
</context>
<context>
    <name>BusyStrip</name>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Avbryter …</source>
        <translation>Cancelling …</translation>
    </message>
</context>
<context>
    <name>CalmMenuBar</name>
    <message>
        <source>Menyer</source>
        <translation>Menus</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Visa vad punkten bygger på</source>
        <translation>Show what the point rests on</translation>
    </message>
</context>
<context>
    <name>CardNames</name>
    <message numerus="yes">
        <source>%n belägg</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CarriedText</name>
    <message>
        <source>Texten är kopierad. Bilder, fält och noter i den kan bara flyttas, inte kopieras.</source>
        <translation>The text has been copied. Pictures, fields and notes in it can only be moved, not copied.</translation>
    </message>
    <message>
        <source>Bilder, fält och noter följde inte med: de kan bara flyttas, inte kopieras.</source>
        <translation>Pictures, fields and notes did not come along: they can only be moved, not copied.</translation>
    </message>
    <message>
        <source>Bilder, fält och noter kan inte flyttas dit tillsammans.</source>
        <translation>Pictures, fields and notes cannot be moved there together.</translation>
    </message>
</context>
<context>
    <name>ChangePanel</name>
    <message>
        <source>Ändringen</source>
        <translation>The change</translation>
    </message>
    <message>
        <source>✓ Godkänn</source>
        <translation>✓ Approve</translation>
    </message>
    <message>
        <source>↺ Återställ</source>
        <translation>↺ Restore</translation>
    </message>
    <message>
        <source>? Fråga</source>
        <translation>? Question</translation>
    </message>
    <message>
        <source>Godkänn ändringen</source>
        <translation>Approve the change</translation>
    </message>
    <message>
        <source>Återställ tidigare lydelse</source>
        <translation>Restore the earlier wording</translation>
    </message>
    <message>
        <source>Fråga om ändringen</source>
        <translation>Question the change</translation>
    </message>
    <message>
        <source>Vad är det du undrar?</source>
        <translation>What do you wonder?</translation>
    </message>
    <message>
        <source>Frågan</source>
        <translation>The question</translation>
    </message>
    <message>
        <source>Formatering</source>
        <translation>Formatting</translation>
    </message>
    <message>
        <source>Skillnader</source>
        <translation>Differences</translation>
    </message>
    <message>
        <source>Kommentarer i dokumentet</source>
        <translation>Comments in the document</translation>
    </message>
    <message>
        <source>Betydelse</source>
        <translation>Significance</translation>
    </message>
    <message>
        <source>Motivering till nämnden</source>
        <translation>Reason given to the board</translation>
    </message>
    <message>
        <source>Underlag</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>+ Lägg till</source>
        <translation>+ Add</translation>
    </message>
    <message>
        <source>Teman</source>
        <translation>Themes</translation>
    </message>
    <message>
        <source>Tema</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Gå till en ändring för att se vad den är och säga vad du tycker.</source>
        <translation>Go to a change to see what it is and say what you think.</translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar valda</source>
        <translation>
            <numerusform>%n change selected</numerusform>
            <numerusform>%n changes selected</numerusform>
        </translation>
    </message>
    <message>
        <source>✓ Godkänd</source>
        <translation>✓ Approved</translation>
    </message>
</context>
<context>
    <name>ChapterListModel</name>
    <message>
        <source>Före första kapitlet</source>
        <translation>Before the first chapter</translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message>
        <source>Vilka ändringar som visas</source>
        <translation>Which changes show</translation>
    </message>
    <message numerus="yes">
        <source>{0}, %n ändringar</source>
        <translation>
            <numerusform>{0}, %n change</numerusform>
            <numerusform>{0}, %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Träffar</source>
        <translation>Hits</translation>
    </message>
    <message>
        <source>Inget heter så.</source>
        <translation>Nothing has that name.</translation>
    </message>
</context>
<context>
    <name>CommentField</name>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>CommentList</name>
    <message>
        <source>Inga kommentarer till stycket.</source>
        <translation>No comments on this paragraph.</translation>
    </message>
    <message>
        <source>Ny kommentar</source>
        <translation>New comment</translation>
    </message>
    <message>
        <source>Kommentera</source>
        <translation>Comment</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Jämförelse</source>
        <translation>Comparison</translation>
    </message>
    <message>
        <source>Gå till den andra platsen</source>
        <translation>Go to the other place</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Något oväntat hände</source>
        <translation>Something unexpected happened</translation>
    </message>
    <message>
        <source>Något oväntat hände i programmet</source>
        <translation>Something unexpected happened in the program</translation>
    </message>
    <message>
        <source>Allt du har skrivit är sparat på den här datorn. Du kan fortsätta, eller avsluta och öppna projektet igen.</source>
        <translation>Everything you have written is saved on this computer. You can go on, or quit and open the project again.</translation>
    </message>
    <message>
        <source>Det du skrev sist kunde inte sparas men finns kvar i fönstret. Fortsätt, så försöker programmet igen, eller avsluta och välj att spara på ett annat ställe.</source>
        <translation>What you wrote last could not be saved but is still in the window. Go on, and the program tries again, or quit and choose to save somewhere else.</translation>
    </message>
    <message>
        <source>Spara gärna rapporten och skicka den till den som sköter programmet hos er. Den innehåller inget av det du har skrivit och skickas aldrig av sig själv.</source>
        <translation>Please save the report and send it to whoever looks after the program where you work. It holds nothing of what you have written and is never sent by itself.</translation>
    </message>
    <message>
        <source>Rapporten</source>
        <translation>The report</translation>
    </message>
    <message>
        <source>Spara rapporten…</source>
        <translation>Save the report…</translation>
    </message>
    <message>
        <source>Avsluta</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Fortsätt</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Spara rapporten</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>Textfiler (*.txt)</source>
        <translation>Text files (*.txt)</translation>
    </message>
    <message>
        <source>Rapporten gick inte att spara där. Välj en annan mapp.</source>
        <translation>The report could not be saved there. Choose another folder.</translation>
    </message>
</context>
<context>
    <name>DeletingQuestion</name>
    <message>
        <source>Ta bort version</source>
        <translation>Delete version</translation>
    </message>
    <message>
        <source>Ska versionen ”{0}” tas bort?</source>
        <translation>Delete the version “{0}”?</translation>
    </message>
    <message>
        <source>Den går inte att få tillbaka. Arbetskopian och de andra versionerna berörs inte.</source>
        <translation>It cannot be brought back. The working copy and the other versions are not affected.</translation>
    </message>
    <message>
        <source>Arbetskopian jämförs med den; efteråt jämförs den inte med något.</source>
        <translation>The working copy is compared with it; afterwards it will not be compared with anything.</translation>
    </message>
    <message>
        <source>Ta bort</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Behåll</source>
        <translation>Keep</translation>
    </message>
</context>
<context>
    <name>DifferenceCard</name>
    <message>
        <source>↺ Återställ just detta</source>
        <translation>↺ Restore just this</translation>
    </message>
    <message>
        <source>Skillnad {number} av {count}: {words}</source>
        <translation>Difference {number} of {count}: {words}</translation>
    </message>
    <message>
        <source>Återställ just detta</source>
        <translation>Restore just this</translation>
    </message>
    <message>
        <source>”{0}” ersatt med ”{1}”</source>
        <translation>“{0}” replaced by “{1}”</translation>
    </message>
    <message>
        <source>”{0}” struket</source>
        <translation>“{0}” struck</translation>
    </message>
    <message>
        <source>”{0}” tillagt</source>
        <translation>“{0}” added</translation>
    </message>
</context>
<context>
    <name>EvidenceList</name>
    <message>
        <source>Belägg</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Visa i Granska</source>
        <translation>Show in Review</translation>
    </message>
    <message>
        <source>Struket</source>
        <translation>Struck</translation>
    </message>
    <message>
        <source>Tillagt</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Ändrat</source>
        <translation>Changed</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Välj var…</source>
        <translation>Choose where…</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ExportReportDialog</name>
    <message>
        <source>Exportera</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>E&amp;xportera</source>
        <translation>E&amp;xport</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Välj minst ett format.</source>
        <translation>Choose at least one format.</translation>
    </message>
    <message>
        <source>Välj ett kapitel, eller en annan rapport.</source>
        <translation>Choose a chapter, or another report.</translation>
    </message>
    <message>
        <source>Mappen finns inte. Välj en som finns.</source>
        <translation>There is no such folder. Choose one that exists.</translation>
    </message>
    <message>
        <source>Mallen ”{0}” finns inte. Välj en annan, eller ta bort den.</source>
        <translation>There is no template “{0}”. Choose another, or leave it out.</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Före första kapitlet</source>
        <translation>Before the first chapter</translation>
    </message>
    <message>
        <source>Exportera igen…</source>
        <translation>Export again…</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Välj…</source>
        <translation>Choose…</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>Jämför två Word-filer</source>
        <translation>Compare two Word files</translation>
    </message>
    <message>
        <source>Word-dokument (*.docx *.docm *.dotx *.dotm)</source>
        <translation>Word documents (*.docx *.docm *.dotx *.dotm)</translation>
    </message>
    <message>
        <source>Den äldre filen</source>
        <translation>The older file</translation>
    </message>
    <message>
        <source>Välj den äldre filen</source>
        <translation>Choose the older file</translation>
    </message>
    <message>
        <source>Den nyare filen</source>
        <translation>The newer file</translation>
    </message>
    <message>
        <source>Välj den nyare filen</source>
        <translation>Choose the newer file</translation>
    </message>
    <message>
        <source>&amp;Räkna spårade ändringar i filerna som gjorda</source>
        <translation>&amp;Take tracked changes in the files as made</translation>
    </message>
    <message>
        <source>&amp;Äldre:</source>
        <translation>&amp;Older:</translation>
    </message>
    <message>
        <source>&amp;Nyare:</source>
        <translation>&amp;Newer:</translation>
    </message>
    <message>
        <source>&amp;Upplägg:</source>
        <translation>&amp;Kind:</translation>
    </message>
    <message>
        <source>Filen ”{0}” finns inte. Kontrollera namnet och mappen.</source>
        <translation>There is no file “{0}”. Check the name and the folder.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Föregående ändring</source>
        <translation>Previous change</translation>
    </message>
    <message>
        <source>Inga ändringar</source>
        <translation>No changes</translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} av {count}</source>
        <translation>{number} of {count}</translation>
    </message>
    <message>
        <source>Nästa ändring, {0}</source>
        <translation>Next change, {0}</translation>
    </message>
    <message>
        <source>Fler filter ({0})</source>
        <translation>More filters ({0})</translation>
    </message>
    <message>
        <source>Fler filter</source>
        <translation>More filters</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>Inget att filtrera</source>
        <translation>Nothing to filter</translation>
    </message>
    <message>
        <source>&amp;Vem</source>
        <translation>&amp;Who</translation>
    </message>
    <message>
        <source>&amp;Betydelse</source>
        <translation>&amp;Significance</translation>
    </message>
    <message>
        <source>Ännu inte bedömd</source>
        <translation>Not weighed yet</translation>
    </message>
    <message>
        <source>&amp;Sedan jag granskade sist ({0})</source>
        <translation>Since I last &amp;reviewed ({0})</translation>
    </message>
    <message>
        <source>Bor&amp;tse från</source>
        <translation>&amp;Disregard</translation>
    </message>
    <message>
        <source>&amp;Fäll ihop det oförändrade</source>
        <translation>&amp;Fold what is unchanged</translation>
    </message>
    <message>
        <source>&amp;Hela dokumentet</source>
        <translation>The whole document</translation>
    </message>
    <message>
        <source>Visa &amp;alla ändringar</source>
        <translation>Show &amp;all changes</translation>
    </message>
    <message>
        <source>Ingen spårad</source>
        <translation>Nobody traced</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Sök …</source>
        <translation>Find …</translation>
    </message>
    <message>
        <source>Sök efter</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Sök i</source>
        <translation>Find in</translation>
    </message>
    <message>
        <source>Hela dokumentet</source>
        <translation>The whole document</translation>
    </message>
    <message>
        <source>Kapitlet</source>
        <translation>The chapter</translation>
    </message>
    <message>
        <source>Ändrad text</source>
        <translation>Changed text</translation>
    </message>
    <message>
        <source>Skilj på stora och små bokstäver</source>
        <translation>Match case</translation>
    </message>
    <message>
        <source>Hela ord</source>
        <translation>Whole words</translation>
    </message>
    <message>
        <source>å och ä som a, ö som o</source>
        <translation>å and ä as a, ö as o</translation>
    </message>
    <message>
        <source>Föregående träff</source>
        <translation>Previous hit</translation>
    </message>
    <message>
        <source>Nästa träff</source>
        <translation>Next hit</translation>
    </message>
    <message>
        <source>Stäng sökningen</source>
        <translation>Close the search</translation>
    </message>
    <message>
        <source>Ersätt med …</source>
        <translation>Replace with …</translation>
    </message>
    <message>
        <source>Ersätt med</source>
        <translation>Replace with</translation>
    </message>
    <message>
        <source>Ersätt</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Ersätt alla</source>
        <translation>Replace all</translation>
    </message>
    <message>
        <source>Träffar</source>
        <translation>Hits</translation>
    </message>
    <message numerus="yes">
        <source>%n träffar</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
    <message>
        <source>Det går inte att ersätta här.</source>
        <translation>Nothing can be replaced here.</translation>
    </message>
    <message>
        <source>{number} av {all}</source>
        <translation>{number} of {all}</translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Sök i båda texterna …</source>
        <translation>Search both texts …</translation>
    </message>
    <message>
        <source>Sök efter</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Skilj på stora och små bokstäver</source>
        <translation>Match case</translation>
    </message>
    <message>
        <source>Föregående träff</source>
        <translation>Previous hit</translation>
    </message>
    <message>
        <source>Nästa träff</source>
        <translation>Next hit</translation>
    </message>
    <message>
        <source>Stäng sökningen</source>
        <translation>Close the search</translation>
    </message>
    <message>
        <source>{number} av {all}</source>
        <translation>{number} of {all}</translation>
    </message>
    <message numerus="yes">
        <source>%n träffar</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForeignFileQuestion</name>
    <message>
        <source>Läs in arbetskopia från Word</source>
        <translation>Read In Working Copy from Word</translation>
    </message>
    <message>
        <source>{0} verkar vara ett annat dokument.</source>
        <translation>{0} seems to be another document.</translation>
    </message>
    <message>
        <source>Nästan inget av arbetskopians text finns i filen. Ska den ändå läsas in? Det går att ångra.</source>
        <translation>Hardly any of the working copy’s text is in the file. Read it in all the same? It can be undone.</translation>
    </message>
    <message>
        <source>Läs in ändå</source>
        <translation>Read In Anyway</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>FormatBar</name>
    <message>
        <source>Formatmall</source>
        <translation>Style</translation>
    </message>
    <message>
        <source>F</source>
        <translation>B</translation>
    </message>
    <message>
        <source>K</source>
        <translation>I</translation>
    </message>
    <message>
        <source>• Lista</source>
        <translation>• List</translation>
    </message>
    <message>
        <source>1. Lista</source>
        <translation>1. List</translation>
    </message>
    <message>
        <source>Länk</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Kommentar</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Fler knappar</source>
        <translation>More buttons</translation>
    </message>
    <message>
        <source>{style} ▾</source>
        <translation>{style} ▾</translation>
    </message>
    <message>
        <source>Ändringar ▾</source>
        <translation>Changes ▾</translation>
    </message>
    <message>
        <source>Visa ändringar</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>Visa ändringar:</source>
        <translation>Show changes:</translation>
    </message>
    <message>
        <source>i marginalen</source>
        <translation>in the margin</translation>
    </message>
    <message>
        <source>Ändringar: {how} ▾</source>
        <translation>Changes: {how} ▾</translation>
    </message>
    <message>
        <source>i texten</source>
        <translation>in the text</translation>
    </message>
    <message>
        <source>av</source>
        <translation>off</translation>
    </message>
</context>
<context>
    <name>FrontSection</name>
    <message>
        <source>Försättsblad</source>
        <translation>Front page</translation>
    </message>
    <message>
        <source>&amp;Titel:</source>
        <translation>&amp;Title:</translation>
    </message>
    <message>
        <source>&amp;Organisation:</source>
        <translation>&amp;Organisation:</translation>
    </message>
    <message>
        <source>Dia&amp;rienummer:</source>
        <translation>&amp;Reference number:</translation>
    </message>
    <message>
        <source>&amp;Datum:</source>
        <translation>&amp;Date:</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Handbok – RUS-redigeraren</source>
        <translation>Handbook – RUS-redigeraren</translation>
    </message>
    <message>
        <source>Sök i handboken</source>
        <translation>Search the handbook</translation>
    </message>
    <message>
        <source>Sidor</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>← Tillbaka</source>
        <translation>← Back</translation>
    </message>
    <message>
        <source>Tillbaka till förra sidan</source>
        <translation>Back to the previous page</translation>
    </message>
    <message>
        <source>Sidan</source>
        <translation>The page</translation>
    </message>
    <message>
        <source>Ingen sida innehåller alla orden.</source>
        <translation>No page has all the words.</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Länk</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Adress</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>&amp;Adress</source>
        <translation>&amp;Address</translation>
    </message>
    <message>
        <source>Ta bort länken</source>
        <translation>Remove the link</translation>
    </message>
    <message>
        <source>Skriv en webbadress, en e-postadress eller #bokmärke.</source>
        <translation>Write a web address, an e-mail address or #bookmark.</translation>
    </message>
</context>
<context>
    <name>LooseCard</name>
    <message>
        <source>(tomt stycke)</source>
        <translation>(empty paragraph)</translation>
    </message>
    <message>
        <source>Koppla till ändringen</source>
        <translation>Attach to the change</translation>
    </message>
    <message>
        <source>Låt det gälla den ändring som visas nu</source>
        <translation>Let it apply to the change shown now</translation>
    </message>
    <message>
        <source>Ta bort…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>Godkänd</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Betydelse: {0}</source>
        <translation>Significance: {0}</translation>
    </message>
    <message>
        <source>Fråga: {0}</source>
        <translation>Question: {0}</translation>
    </message>
    <message>
        <source>Motivering: {0}</source>
        <translation>Reason: {0}</translation>
    </message>
    <message>
        <source>Underlag: {0}</source>
        <translation>Sources: {0}</translation>
    </message>
    <message>
        <source>Teman: {0}</source>
        <translation>Themes: {0}</translation>
    </message>
</context>
<context>
    <name>LooseList</name>
    <message>
        <source>Lösryckta</source>
        <translation>Torn loose</translation>
    </message>
    <message>
        <source>Det här sades om text som inte längre finns.</source>
        <translation>This was said of text that is no longer there.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Skriv vad du vill göra</source>
        <translation>Type what you want to do</translation>
    </message>
    <message>
        <source>Kommandon</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>Språket byts nästa gång programmet startas.</source>
        <translation>The language changes the next time the program starts.</translation>
    </message>
    <message>
        <source>RUS-redigeraren</source>
        <translation>RUS-redigeraren</translation>
    </message>
    <message>
        <source>arbetskopia</source>
        <translation>working copy</translation>
    </message>
    <message>
        <source>{0} – RUS-redigeraren</source>
        <translation>{0} – RUS-redigeraren</translation>
    </message>
    <message>
        <source>Arbeta i en egen kopia</source>
        <translation>Work in a copy of my own</translation>
    </message>
    <message>
        <source>Återställ från säkerhetskopia…</source>
        <translation>Restore from Backup…</translation>
    </message>
    <message>
        <source>{0} (räddat)</source>
        <translation>{0} (rescued)</translation>
    </message>
    <message>
        <source>Rädda det som går</source>
        <translation>Rescue what can be rescued</translation>
    </message>
    <message>
        <source>Allt du har skrivit ligger nu i {0}. Öppna det där nästa gång.</source>
        <translation>Everything you have written is now in {0}. Open it there next time.</translation>
    </message>
    <message>
        <source>Inga ännu</source>
        <translation>None yet</translation>
    </message>
    <message>
        <source>Jämför inte</source>
        <translation>Do not compare</translation>
    </message>
    <message>
        <source>Spara på ett annat ställe…</source>
        <translation>Save somewhere else…</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Meddelande</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Stäng meddelandet</source>
        <translation>Close the message</translation>
    </message>
</context>
<context>
    <name>ModeSwitch</name>
    <message>
        <source>Arbetsläge</source>
        <translation>Mode</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>Filtrera kapitel …</source>
        <translation>Filter chapters …</translation>
    </message>
    <message>
        <source>Filtrera kapitel</source>
        <translation>Filter chapters</translation>
    </message>
    <message>
        <source>Kapitel och avsnitt</source>
        <translation>Chapters and sections</translation>
    </message>
</context>
<context>
    <name>NewProject</name>
    <message>
        <source>Nytt projekt från Word-dokument</source>
        <translation>New project from a Word document</translation>
    </message>
    <message>
        <source>Word-dokument (*.docx *.docm *.dotx *.dotm)</source>
        <translation>Word documents (*.docx *.docm *.dotx *.dotm)</translation>
    </message>
    <message>
        <source>Dokumentet</source>
        <translation>The document</translation>
    </message>
    <message>
        <source>Välj dokumentet</source>
        <translation>Choose the document</translation>
    </message>
    <message>
        <source>Förra versionen</source>
        <translation>The previous version</translation>
    </message>
    <message>
        <source>Välj förra versionen</source>
        <translation>Choose the previous version</translation>
    </message>
    <message>
        <source>Kan lämnas tomt</source>
        <translation>May be left empty</translation>
    </message>
    <message>
        <source>Projektets namn</source>
        <translation>The project’s name</translation>
    </message>
    <message>
        <source>&amp;Dokumentet som ska revideras:</source>
        <translation>&amp;Document to be revised:</translation>
    </message>
    <message>
        <source>&amp;Förra versionen:</source>
        <translation>&amp;Previous version:</translation>
    </message>
    <message>
        <source>Visas som tidigare lydelse och är det som ändringarna räknas mot.</source>
        <translation>Shown as the earlier wording; changes are counted against it.</translation>
    </message>
    <message>
        <source>Projektets &amp;namn:</source>
        <translation>Project &amp;name:</translation>
    </message>
    <message>
        <source>&amp;Upplägg:</source>
        <translation>&amp;Kind:</translation>
    </message>
    <message>
        <source>Skapa projektet</source>
        <translation>Create the project</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Word-filerna läses in i projektet och ändras aldrig.</source>
        <translation>The Word files are read into the project and never changed.</translation>
    </message>
    <message>
        <source>Filen ”{0}” finns inte. Kontrollera namnet och mappen.</source>
        <translation>There is no file “{0}”. Check the name and the folder.</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>Öppnar projektet</source>
        <translation>Opening the project</translation>
    </message>
    <message>
        <source>Läser dokumentet</source>
        <translation>Reading the document</translation>
    </message>
    <message>
        <source>Räddar det som går</source>
        <translation>Rescuing what can be rescued</translation>
    </message>
    <message>
        <source>{0} (återställt)</source>
        <translation>{0} (restored)</translation>
    </message>
    <message>
        <source>Återställer säkerhetskopian</source>
        <translation>Restoring the backup</translation>
    </message>
    <message>
        <source>Exemplet</source>
        <translation>The example</translation>
    </message>
    <message>
        <source>Antagen 2019</source>
        <translation>Adopted 2019</translation>
    </message>
    <message>
        <source>Remissversion</source>
        <translation>Consultation version</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Gör {0}</source>
        <translation>Making {0}</translation>
    </message>
    <message>
        <source>Gör {0} ({1} av {2})</source>
        <translation>Making {0} ({1} of {2})</translation>
    </message>
    <message numerus="yes">
        <source>%n filer ligger nu i {0}.</source>
        <translation>
            <numerusform>%n file is now in {0}.</numerusform>
            <numerusform>%n files are now in {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>”{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>Öppna mappen</source>
        <translation>Open the folder</translation>
    </message>
</context>
<context>
    <name>OverviewRuler</name>
    <message>
        <source>Översikt över alla ändringar</source>
        <translation>Overview of all changes</translation>
    </message>
    <message numerus="yes">
        <source>%n ändrade rader</source>
        <translation>
            <numerusform>%n changed row</numerusform>
            <numerusform>%n changed rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnChangesDialog</name>
    <message>
        <source>Exportera Word-dokument</source>
        <translation>Export Word document</translation>
    </message>
    <message>
        <source>I dokumentet finns spårade ändringar som det hade med sig från Word.</source>
        <translation>The document holds tracked changes that it brought along from Word.</translation>
    </message>
    <message>
        <source>&amp;Godkänn dem i det exporterade dokumentet</source>
        <translation>&amp;Accept them in the exported document</translation>
    </message>
</context>
<context>
    <name>OwnWordsDialog</name>
    <message>
        <source>Projektets egna ord</source>
        <translation>The project’s own words</translation>
    </message>
    <message>
        <source>Ord som stavningskontrollen låter passera i det här projektet.</source>
        <translation>Words that the spelling check lets pass in this project.</translation>
    </message>
    <message>
        <source>Nytt ord</source>
        <translation>New word</translation>
    </message>
    <message>
        <source>&amp;Lägg till</source>
        <translation>&amp;Add</translation>
    </message>
    <message>
        <source>Inga ord ännu. De kan också läggas till från ett understruket ord i texten.</source>
        <translation>No words yet. They can also be added from an underlined word in the text.</translation>
    </message>
    <message>
        <source>&amp;Ta bort</source>
        <translation>&amp;Remove</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PairActs</name>
    <message>
        <source>Jämför två filer</source>
        <translation>Comparing two files</translation>
    </message>
    <message>
        <source>Jämför två versioner</source>
        <translation>Compare two versions</translation>
    </message>
</context>
<context>
    <name>PairWindow</name>
    <message>
        <source>{0} jämfört med {1}</source>
        <translation>{0} compared with {1}</translation>
    </message>
    <message>
        <source>Kapitel</source>
        <translation>Chapter</translation>
    </message>
    <message>
        <source>Skriv ut…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Spara som PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar jämfört med {0}</source>
        <translation>
            <numerusform>%n change compared with {0}</numerusform>
            <numerusform>%n changes compared with {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} har spårade ändringar av {1}; de räknas som gjorda</source>
        <translation>{0} has tracked changes by {1}; they count as made</translation>
    </message>
</context>
<context>
    <name>ParagraphPanel</name>
    <message>
        <source>Stycket där du skriver</source>
        <translation>The paragraph you write in</translation>
    </message>
    <message>
        <source>↺ Återställ</source>
        <translation>↺ Restore</translation>
    </message>
    <message>
        <source>Återställ tidigare lydelse</source>
        <translation>Restore the earlier wording</translation>
    </message>
    <message>
        <source>Jämför</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Visa vad som är struket och tillagt</source>
        <translation>Show what is struck and what is added</translation>
    </message>
    <message>
        <source>Spårade ändringar</source>
        <translation>Tracked changes</translation>
    </message>
    <message>
        <source>Kommentarer</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Betydelse</source>
        <translation>Significance</translation>
    </message>
    <message>
        <source>Viktig</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Mindre</source>
        <translation>Minor</translation>
    </message>
    <message>
        <source>Redaktionell</source>
        <translation>Editorial</translation>
    </message>
    <message>
        <source>Varför ändrades det?</source>
        <translation>Why was it changed?</translation>
    </message>
    <message>
        <source>Underlag</source>
        <translation>Sources</translation>
    </message>
    <message>
        <source>+ Lägg till</source>
        <translation>+ Add</translation>
    </message>
    <message>
        <source>Teman</source>
        <translation>Themes</translation>
    </message>
    <message>
        <source>Tema</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Ställ markören i ett stycke för att se dess tidigare lydelse.</source>
        <translation>Put the caret in a paragraph to see its earlier wording.</translation>
    </message>
    <message>
        <source>Jämför …</source>
        <translation>Comparing …</translation>
    </message>
    <message>
        <source>Inget att jämföra med.</source>
        <translation>Nothing to compare with.</translation>
    </message>
    <message>
        <source>Tidigare lydelse ({version})</source>
        <translation>Earlier wording ({version})</translation>
    </message>
    <message>
        <source>Nytt stycke – finns inte i {version}.</source>
        <translation>New paragraph – not in {version}.</translation>
    </message>
    <message>
        <source>Flyttat – lyder som i {version}.</source>
        <translation>Moved – worded as in {version}.</translation>
    </message>
    <message>
        <source>Lyder som i {version}, men ser annorlunda ut.</source>
        <translation>Worded as in {version}, but looks different.</translation>
    </message>
    <message>
        <source>Oförändrat sedan {version}.</source>
        <translation>Unchanged since {version}.</translation>
    </message>
    <message>
        <source>i dag {0}</source>
        <translation>today {0}</translation>
    </message>
    <message>
        <source>i går {0}</source>
        <translation>yesterday {0}</translation>
    </message>
    <message>
        <source>Ändrat av {who}, {when}</source>
        <translation>Changed by {who}, {when}</translation>
    </message>
    <message>
        <source>Ändrat {when}</source>
        <translation>Changed {when}</translation>
    </message>
    <message>
        <source>(tomt)</source>
        <translation>(empty)</translation>
    </message>
</context>
<context>
    <name>PlaceSection</name>
    <message>
        <source>Var</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Mapp</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Välj…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Filnamn</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>&amp;Mapp:</source>
        <translation>&amp;Folder:</translation>
    </message>
    <message>
        <source>Fil&amp;namn:</source>
        <translation>File &amp;name:</translation>
    </message>
    <message>
        <source>Välj mapp</source>
        <translation>Choose folder</translation>
    </message>
    <message>
        <source>”{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>Det blir {0}.</source>
        <translation>This makes {0}.</translation>
    </message>
    <message>
        <source>Inget format är valt.</source>
        <translation>No format is chosen.</translation>
    </message>
</context>
<context>
    <name>PointCard</name>
    <message>
        <source>Dra för att flytta, eller Alt+Pil</source>
        <translation>Drag to move, or Alt+Arrow</translation>
    </message>
    <message>
        <source>egna ord</source>
        <translation>own words</translation>
    </message>
    <message>
        <source>beläggen finns inte längre i texten</source>
        <translation>the evidence is no longer in the text</translation>
    </message>
    <message>
        <source>Retur skriver om, Alt+pil flyttar, Delete tar bort ur sammanfattningen, blanksteg visar belägg</source>
        <translation>Enter rewords, Alt+arrow moves, Delete takes it out of the summary, space shows the evidence</translation>
    </message>
    <message>
        <source>Skriv om</source>
        <translation>Reword</translation>
    </message>
    <message>
        <source>Använd förslagets ord</source>
        <translation>Use the words of the proposal</translation>
    </message>
    <message>
        <source>Flytta uppåt</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Flytta nedåt</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Ta bort ur sammanfattningen</source>
        <translation>Take out of the summary</translation>
    </message>
</context>
<context>
    <name>PointField</name>
    <message>
        <source>Punktens text</source>
        <translation>The point&apos;s text</translation>
    </message>
</context>
<context>
    <name>PrintingActs</name>
    <message>
        <source>Spara jämförelsen som PDF</source>
        <translation>Save the comparison as PDF</translation>
    </message>
    <message>
        <source>PDF-filer (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>Sparar jämförelsen som PDF</source>
        <translation>Saving the comparison as PDF</translation>
    </message>
    <message>
        <source>Visa i mappen</source>
        <translation>Show in folder</translation>
    </message>
    <message>
        <source>Jämförelsen är sparad i {0}.</source>
        <translation>The comparison is saved in {0}.</translation>
    </message>
    <message>
        <source>Skriver ut jämförelsen</source>
        <translation>Printing the comparison</translation>
    </message>
</context>
<context>
    <name>ProductNames</name>
    <message>
        <source>Format</source>
        <translation>Formats</translation>
    </message>
    <message>
        <source>PDF till nämnden</source>
        <translation>PDF for the board</translation>
    </message>
    <message>
        <source>Bilaga till ett beslut. Tillgänglig och arkivbeständig.</source>
        <translation>Annex to a decision. Accessible and fit for archiving.</translation>
    </message>
    <message>
        <source>Word-rapport</source>
        <translation>Word report</translation>
    </message>
    <message>
        <source>Samma innehåll, att arbeta vidare med i organisationens mall.</source>
        <translation>The same content, to work on in the organisation’s template.</translation>
    </message>
    <message>
        <source>Hela texten med rutor</source>
        <translation>The whole text with boxes</translation>
    </message>
    <message>
        <source>Den nya texten med en ruta om de viktigaste ändringarna först i varje kapitel.</source>
        <translation>The new text with a box of the most important changes first in each chapter.</translation>
    </message>
    <message>
        <source>Spårade ändringar med motiveringar</source>
        <translation>Tracked changes with reasons</translation>
    </message>
    <message>
        <source>Word-dokument där varje ändring kan godkännas eller avvisas. Motiveringarna är kommentarer.</source>
        <translation>A Word document in which each change can be accepted or rejected. The reasons are comments.</translation>
    </message>
    <message>
        <source>Tjänsteskrivelse</source>
        <translation>Memo to the board</translation>
    </message>
    <message>
        <source>Utkast i Word med förslag till beslut, sammanfattning och ärendebeskrivning.</source>
        <translation>A draft in Word with proposed decision, summary and description of the matter.</translation>
    </message>
    <message>
        <source>Bilder</source>
        <translation>Slides</translation>
    </message>
    <message>
        <source>PowerPoint för partnerskap och styrgrupp.</source>
        <translation>PowerPoint for the partnership and the steering group.</translation>
    </message>
    <message>
        <source>Kalkylblad</source>
        <translation>Spreadsheet</translation>
    </message>
    <message>
        <source>Excel med alla ändringar som en tabell att filtrera och sortera.</source>
        <translation>Excel with all changes as a table to filter and sort.</translation>
    </message>
    <message>
        <source>Webbsida</source>
        <translation>Web page</translation>
    </message>
    <message>
        <source>En enda fil att läsa i webbläsaren, utan uppkoppling. Texterna sida vid sida.</source>
        <translation>A single file to read in the browser, without a connection. The texts side by side.</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Allt innehåll för andra program.</source>
        <translation>All content for other programs.</translation>
    </message>
    <message>
        <source>med rutor</source>
        <translation>with boxes</translation>
    </message>
    <message>
        <source>spårade ändringar</source>
        <translation>tracked changes</translation>
    </message>
    <message>
        <source>tjänsteskrivelse</source>
        <translation>memo</translation>
    </message>
</context>
<context>
    <name>ProfileChoice</name>
    <message>
        <source>Dokumentens upplägg</source>
        <translation>How the documents are laid out</translation>
    </message>
    <message>
        <source>Egen profil från fil…</source>
        <translation>Own profile from a file…</translation>
    </message>
    <message>
        <source>Profiler (*.toml)</source>
        <translation>Profiles (*.toml)</translation>
    </message>
    <message>
        <source>Välj en profil</source>
        <translation>Choose a profile</translation>
    </message>
</context>
<context>
    <name>ProjectCopies</name>
    <message>
        <source>Projektet ligger nu i {0}. Du skriver vidare på den här datorn; Ctrl+S sparar också till filen.</source>
        <translation>The project is now in {0}. You go on writing on this computer; Ctrl+S saves to the file as well.</translation>
    </message>
    <message>
        <source>I {0} ligger nu en kopia som kan lämnas över. Det du skriver härefter kommer inte med i den.</source>
        <translation>A copy that can be handed over is now in {0}. What you write from now on will not be in it.</translation>
    </message>
    <message>
        <source>Visa i mappen</source>
        <translation>Show in folder</translation>
    </message>
    <message>
        <source>Spara som…</source>
        <translation>Save as…</translation>
    </message>
    <message>
        <source>Spara till filen</source>
        <translation>Save to the file</translation>
    </message>
    <message>
        <source>Öppna den andra</source>
        <translation>Open the other one</translation>
    </message>
    <message>
        <source>{0} (räddat)</source>
        <translation>{0} (rescued)</translation>
    </message>
    <message>
        <source>Rädda det som går</source>
        <translation>Rescue what can be rescued</translation>
    </message>
    <message>
        <source>Visa versionerna</source>
        <translation>Show the versions</translation>
    </message>
    <message>
        <source>Visa mappen</source>
        <translation>Show the folder</translation>
    </message>
</context>
<context>
    <name>ProjectPage</name>
    <message>
        <source>Projekt</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>+ Ny version</source>
        <translation>+ New version</translation>
    </message>
    <message>
        <source>Ny version</source>
        <translation>New version</translation>
    </message>
    <message>
        <source>Versioner</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Arbetskopia</source>
        <translation>Working copy</translation>
    </message>
    <message>
        <source>{0} (utgångspunkt)</source>
        <translation>{0} (baseline)</translation>
    </message>
    <message>
        <source>kan inte läsas</source>
        <translation>cannot be read</translation>
    </message>
    <message>
        <source>i dag {0}</source>
        <translation>today {0}</translation>
    </message>
    <message>
        <source>i går {0}</source>
        <translation>yesterday {0}</translation>
    </message>
    <message>
        <source>Sparad {0}</source>
        <translation>Saved {0}</translation>
    </message>
    <message>
        <source>Sparad {0} av {1}</source>
        <translation>Saved {0} by {1}</translation>
    </message>
    <message>
        <source>Texten som den är nu finns kvar som versionen ”{0}”. Du skriver vidare i arbetskopian.</source>
        <translation>The text as it is now is kept as the version “{0}”. You go on writing in the working copy.</translation>
    </message>
    <message>
        <source>Öppnar versionen</source>
        <translation>Opening the version</translation>
    </message>
</context>
<context>
    <name>ProjectSource</name>
    <message>
        <source>Arbetskopian</source>
        <translation>The working copy</translation>
    </message>
</context>
<context>
    <name>ProjectTools</name>
    <message>
        <source>Räknar ord</source>
        <translation>Counting words</translation>
    </message>
    <message>
        <source>Jämförelsen är inte klar än. Försök igen om ett ögonblick.</source>
        <translation>The comparison is not finished yet. Try again in a moment.</translation>
    </message>
</context>
<context>
    <name>ProposalCard</name>
    <message>
        <source>Lägg till i sammanfattningen</source>
        <translation>Add to the summary</translation>
    </message>
    <message>
        <source>Lägg till: {0}</source>
        <translation>Add: {0}</translation>
    </message>
    <message>
        <source>bortlagt förslag</source>
        <translation>proposal put aside</translation>
    </message>
    <message>
        <source>förslag</source>
        <translation>proposal</translation>
    </message>
    <message>
        <source>Retur lägger till, Delete lägger bort förslaget, blanksteg visar belägg</source>
        <translation>Enter adds it, Delete puts the proposal aside, space shows the evidence</translation>
    </message>
    <message>
        <source>Lägg bort förslaget</source>
        <translation>Put the proposal aside</translation>
    </message>
</context>
<context>
    <name>RecentButton</name>
    <message>
        <source>Ta bort {0} ur listan</source>
        <translation>Remove {0} from the list</translation>
    </message>
    <message>
        <source>Ta bort ur listan (Delete). Projektet finns kvar på den här datorn.</source>
        <translation>Remove from the list (Delete). The project stays on this computer.</translation>
    </message>
    <message>
        <source>Öppna</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Ta bort ur listan</source>
        <translation>Remove from the list</translation>
    </message>
</context>
<context>
    <name>ReportPreview</name>
    <message>
        <source>Så här blir rapporten</source>
        <translation>What the report will say</translation>
    </message>
    <message>
        <source>Förhandsvisning av rapporten</source>
        <translation>Preview of the report</translation>
    </message>
    <message>
        <source>Innehållet är det som skrivs ut. Sidbrytningar och utseende är olika i de olika formaten.</source>
        <translation>The content is what is printed. Page breaks and looks differ between the formats.</translation>
    </message>
    <message>
        <source>Läser igenom ändringarna …</source>
        <translation>Reading through the changes…</translation>
    </message>
</context>
<context>
    <name>ReportSection</name>
    <message>
        <source>Rapport</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Ändringar sedan &amp;förra versionen</source>
        <translation>Changes since the &amp;previous version</translation>
    </message>
    <message>
        <source>Ändringar i ett &amp;kapitel</source>
        <translation>Changes in one &amp;chapter</translation>
    </message>
    <message>
        <source>&amp;Alla motiverade ändringar</source>
        <translation>&amp;All changes with reasons</translation>
    </message>
    <message>
        <source>Bara &amp;viktiga ändringar</source>
        <translation>Only &amp;key changes</translation>
    </message>
    <message>
        <source>Kapitel</source>
        <translation>Chapter</translation>
    </message>
    <message>
        <source>Punkter</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>Tabeller före och efter</source>
        <translation>Tables of before and after</translation>
    </message>
    <message>
        <source>Teman</source>
        <translation>Themes</translation>
    </message>
    <message>
        <source>Effektmål</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>Lista med alla ändringar</source>
        <translation>List of all changes</translation>
    </message>
    <message>
        <source>Med i rapporten:</source>
        <translation>In the report:</translation>
    </message>
</context>
<context>
    <name>RestoringQuestion</name>
    <message>
        <source>Återställ version</source>
        <translation>Restore Version</translation>
    </message>
    <message>
        <source>Ska arbetskopian bli som versionen ”{0}”?</source>
        <translation>Should the working copy become the version “{0}”?</translation>
    </message>
    <message>
        <source>Det du har skrivit försvinner inte: Ångra tar tillbaka arbetskopian som den är nu.</source>
        <translation>What you have written does not go away: Undo brings back the working copy as it is now.</translation>
    </message>
    <message>
        <source>&amp;Spara arbetskopian som en version först</source>
        <translation>&amp;Keep the working copy as a version first</translation>
    </message>
    <message>
        <source>Återställ</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Välj vad texten ska jämföras med</source>
        <translation>Choose what to compare the text with</translation>
    </message>
    <message>
        <source>Granska visar vad som skiljer arbetskopian från en tidigare version, ändring för ändring.</source>
        <translation>Review shows how the working copy differs from an earlier version, change by change.</translation>
    </message>
    <message>
        <source>Välj version…</source>
        <translation>Choose a version…</translation>
    </message>
    <message>
        <source>Jämför …</source>
        <translation>Comparing …</translation>
    </message>
    <message>
        <source>Ingen ändring passar filtret</source>
        <translation>No change fits the filter</translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar finns i dokumentet.</source>
        <translation>
            <numerusform>There is %n change in the document.</numerusform>
            <numerusform>There are %n changes in the document.</numerusform>
        </translation>
    </message>
    <message>
        <source>Visa alla</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Inga ändringar</source>
        <translation>No changes</translation>
    </message>
    <message>
        <source>Texten lyder som i {0}.</source>
        <translation>The text reads as in {0}.</translation>
    </message>
    <message>
        <source>Alla</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Ogranskade</source>
        <translation>Unreviewed</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Lösryckt</source>
        <translation>Torn loose</translation>
    </message>
    <message>
        <source>Ska det som sades tas bort?</source>
        <translation>Remove what was said?</translation>
    </message>
    <message>
        <source>Det går inte att få tillbaka.</source>
        <translation>It cannot be brought back.</translation>
    </message>
    <message>
        <source>Ta bort</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Behåll</source>
        <translation>Keep</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>Ingen ändring att gå till.</source>
        <translation>No change to go to.</translation>
    </message>
    <message>
        <source>Det var den sista ändringen. Här är den första.</source>
        <translation>That was the last change. Here is the first.</translation>
    </message>
    <message>
        <source>Det var den första ändringen. Här är den sista.</source>
        <translation>That was the first change. Here is the last.</translation>
    </message>
    <message>
        <source>Alla ändringar som visas är granskade.</source>
        <translation>All changes that show have been reviewed.</translation>
    </message>
    <message>
        <source>Det var den sista ändringen.</source>
        <translation>That was the last change.</translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar räknas som sedda. ”Sedan jag granskade sist” visar det som kommer efter.</source>
        <translation>
            <numerusform>%n change counts as seen. “Since I last reviewed” shows what comes after.</numerusform>
            <numerusform>%n changes count as seen. “Since I last reviewed” shows what comes after.</numerusform>
        </translation>
    </message>
    <message>
        <source>Den här ändringen har redan något sagt om sig.</source>
        <translation>Something is said of this change already.</translation>
    </message>
</context>
<context>
    <name>RowNames</name>
    <message>
        <source>Oförändrat</source>
        <translation>Unchanged</translation>
    </message>
    <message>
        <source>Tillagt</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Struket</source>
        <translation>Deleted</translation>
    </message>
    <message>
        <source>Omformulerat</source>
        <translation>Reworded</translation>
    </message>
    <message>
        <source>Flyttat härifrån</source>
        <translation>Moved from here</translation>
    </message>
    <message>
        <source>Flyttat till {heading}</source>
        <translation>Moved to {heading}</translation>
    </message>
    <message>
        <source>Flyttat hit</source>
        <translation>Moved here</translation>
    </message>
    <message>
        <source>Flyttat hit från {heading}</source>
        <translation>Moved here from {heading}</translation>
    </message>
    <message>
        <source>Ändrat format</source>
        <translation>Changed format</translation>
    </message>
    <message>
        <source>Delat i två</source>
        <translation>Split in two</translation>
    </message>
    <message numerus="yes">
        <source>Delat i %n stycken</source>
        <translation>
            <numerusform>Split into %n paragraph</numerusform>
            <numerusform>Split into %n paragraphs</numerusform>
        </translation>
    </message>
    <message>
        <source>Sammanslaget av två</source>
        <translation>Joined from two</translation>
    </message>
    <message numerus="yes">
        <source>Sammanslaget av %n stycken</source>
        <translation>
            <numerusform>Joined from %n paragraph</numerusform>
            <numerusform>Joined from %n paragraphs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oförändrade stycken</source>
        <translation>
            <numerusform>%n unchanged paragraph</numerusform>
            <numerusform>%n unchanged paragraphs</numerusform>
        </translation>
    </message>
    <message>
        <source>hopfällt, tryck Retur för att visa</source>
        <translation>folded, press Enter to show</translation>
    </message>
    <message>
        <source>första sidan</source>
        <translation>first page</translation>
    </message>
    <message>
        <source>jämna sidor</source>
        <translation>even pages</translation>
    </message>
    <message>
        <source>Brödtext</source>
        <translation>Body Text</translation>
    </message>
    <message>
        <source>Fotnot</source>
        <translation>Footnote</translation>
    </message>
    <message>
        <source>Slutnot</source>
        <translation>Endnote</translation>
    </message>
    <message>
        <source>Sidhuvud</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Sidfot</source>
        <translation>Footer</translation>
    </message>
    <message>
        <source>Textruta</source>
        <translation>Text box</translation>
    </message>
    <message>
        <source>Kommentar</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Sida {number} av {of}</source>
        <translation>Page {number} of {of}</translation>
    </message>
    <message>
        <source>Bild</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>Chart</translation>
    </message>
    <message>
        <source>SmartArt</source>
        <translation>SmartArt</translation>
    </message>
    <message>
        <source>Figur</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>Objekt</source>
        <translation>Object</translation>
    </message>
    <message>
        <source>Sidbrytning</source>
        <translation>Page break</translation>
    </message>
    <message>
        <source>Spaltbrytning</source>
        <translation>Column break</translation>
    </message>
    <message>
        <source>Sidnummer</source>
        <translation>Page number</translation>
    </message>
    <message>
        <source>Tecken</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Word-element</source>
        <translation>Word element</translation>
    </message>
    <message>
        <source>slutnot</source>
        <translation>endnote</translation>
    </message>
    <message>
        <source>fotnot</source>
        <translation>footnote</translation>
    </message>
    <message>
        <source>godkänd</source>
        <translation>approved</translation>
    </message>
    <message>
        <source>återställd</source>
        <translation>restored</translation>
    </message>
    <message>
        <source>fråga</source>
        <translation>question</translation>
    </message>
    <message>
        <source>Nuläge och utmaningar</source>
        <translation>Current state and challenges</translation>
    </message>
    <message>
        <source>Önskvärt läge</source>
        <translation>Desired state</translation>
    </message>
    <message>
        <source>Strategiska inriktningar</source>
        <translation>Strategic directions</translation>
    </message>
    <message>
        <source>Effektmål</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>ändring {number} av {of}</source>
        <translation>change {number} of {of}</translation>
    </message>
    <message>
        <source>Före: {text}</source>
        <translation>Before: {text}</translation>
    </message>
    <message>
        <source>Efter: {text}</source>
        <translation>After: {text}</translation>
    </message>
</context>
<context>
    <name>ShownText</name>
    <message>
        <source>Fotnoter</source>
        <translation>Footnotes</translation>
    </message>
    <message>
        <source>Textruta</source>
        <translation>Text box</translation>
    </message>
    <message>
        <source>Kapitlets text</source>
        <translation>The chapter’s text</translation>
    </message>
    <message>
        <source>Här stod: {text}
Klicka för att återställa.</source>
        <translation>Here stood: {text}
Click to restore.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>RUS-redigeraren</source>
        <translation>RUS-redigeraren</translation>
    </message>
    <message>
        <source>Skriv kapitel för kapitel, och se hela tiden vad som skiljer från förra versionen.</source>
        <translation>Write chapter by chapter, and always see what differs from the previous version.</translation>
    </message>
    <message>
        <source>KOM IGÅNG</source>
        <translation>GET STARTED</translation>
    </message>
    <message>
        <source>Du kan också dra en fil hit från mappen där den ligger.</source>
        <translation>You can also drag a file here from its folder.</translation>
    </message>
    <message>
        <source>Allt stannar på den här datorn. Programmet använder inget nätverk och samlar inte in något.</source>
        <translation>Everything stays on this computer. The program uses no network and collects nothing.</translation>
    </message>
    <message>
        <source>SENASTE PROJEKT</source>
        <translation>RECENT PROJECTS</translation>
    </message>
    <message>
        <source>På den här datorn</source>
        <translation>On this computer</translation>
    </message>
    <message>
        <source>Här visas de projekt som du har arbetat i. Börja med Word-dokumentet som ska revideras.</source>
        <translation>Projects that you have worked in are shown here. Begin with the Word document that is to be revised.</translation>
    </message>
    <message>
        <source>Visa inte borttagna</source>
        <translation>Hide removed ones</translation>
    </message>
    <message numerus="yes">
        <source>Visa borttagna ur listan (%n)</source>
        <translation>
            <numerusform>Show removed from the list (%n)</numerusform>
            <numerusform>Show removed from the list (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>i dag {0}</source>
        <translation>today {0}</translation>
    </message>
    <message>
        <source>i går {0}</source>
        <translation>yesterday {0}</translation>
    </message>
</context>
<context>
    <name>StatisticsDialog</name>
    <message>
        <source>Ord och läsbarhet</source>
        <translation>Words and readability</translation>
    </message>
    <message>
        <source>Kapitel</source>
        <translation>Chapter</translation>
    </message>
    <message>
        <source>Ord</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>LIX</source>
        <translation>LIX</translation>
    </message>
    <message>
        <source>Tidigare</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Skillnad</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>Hela dokumentet</source>
        <translation>The whole document</translation>
    </message>
    <message>
        <source>Före första kapitlet</source>
        <translation>Before the first chapter</translation>
    </message>
    <message>
        <source>LIX är meningarnas längd i ord plus andelen långa ord (fler än sex bokstäver) i procent: under 40 är lättläst, 40–50 som en tidning, 50–60 som en myndighetstext och över 60 mycket svårläst.</source>
        <translation>LIX is the length of the sentences in words plus the share of long words (more than six letters) in per cent: below 40 is easy to read, 40–50 like a newspaper, 50–60 like a text from a public authority, and above 60 very hard to read.</translation>
    </message>
    <message>
        <source>Tidigare är som i {0}.</source>
        <translation>Before is as in {0}.</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Textens storlek. Tryck för att återgå till 100 %.</source>
        <translation>Size of the text. Press to go back to 100 %.</translation>
    </message>
    <message>
        <source>Textens storlek: {0} %</source>
        <translation>Size of the text: {0} %</translation>
    </message>
    <message>
        <source>Allt är sparat – allt finns på den här datorn</source>
        <translation>Everything is saved – it is all on this computer</translation>
    </message>
    <message>
        <source>Sparat {0} – allt finns på den här datorn</source>
        <translation>Saved {0} – it is all on this computer</translation>
    </message>
    <message>
        <source>Sparat {0} – på den här datorn och i {1}</source>
        <translation>Saved {0} – on this computer and in {1}</translation>
    </message>
    <message>
        <source>Inte sparat – försöker igen</source>
        <translation>Not saved – trying again</translation>
    </message>
    <message>
        <source>Inte sparat sedan {0} – försöker igen</source>
        <translation>Not saved since {0} – trying again</translation>
    </message>
    <message>
        <source>Sparar …</source>
        <translation>Saving …</translation>
    </message>
</context>
<context>
    <name>StructureDialog</name>
    <message>
        <source>Strukturen</source>
        <translation>The structure</translation>
    </message>
    <message>
        <source>Avvikelser</source>
        <translation>Deviations</translation>
    </message>
    <message>
        <source>Finns inte längre i arbetskopian</source>
        <translation>No longer in the working copy</translation>
    </message>
    <message>
        <source>Visa i texten</source>
        <translation>Show in the text</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>✓ Strukturen är bevarad</source>
        <translation>✓ The structure is kept</translation>
    </message>
    <message>
        <source>{0} av {1} kapitel, i samma ordning som {2}</source>
        <translation>{0} of {1} chapters, in the same order as {2}</translation>
    </message>
    <message numerus="yes">
        <source>⚠ %n avvikelser i strukturen</source>
        <translation>
            <numerusform>⚠ %n deviation in the structure</numerusform>
            <numerusform>⚠ %n deviations in the structure</numerusform>
        </translation>
    </message>
    <message>
        <source>Jämfört med {0}</source>
        <translation>Compared with {0}</translation>
    </message>
</context>
<context>
    <name>StructureGuard</name>
    <message>
        <source>✓ Strukturen är bevarad</source>
        <translation>✓ The structure is kept</translation>
    </message>
    <message>
        <source>{kept} av {all} kapitel, i samma ordning som {baseline}</source>
        <translation>{kept} of {all} chapters, in the same order as {baseline}</translation>
    </message>
    <message numerus="yes">
        <source>⚠ %n avvikelser i strukturen</source>
        <translation>
            <numerusform>⚠ %n deviation in the structure</numerusform>
            <numerusform>⚠ %n deviations in the structure</numerusform>
        </translation>
    </message>
    <message>
        <source>{kept} av {all} kapitel är kvar sedan {baseline}. Välj raden ovan för att se var.</source>
        <translation>{kept} of {all} chapters are still there since {baseline}. Choose the line above to see where.</translation>
    </message>
    <message>
        <source>Nytt kapitel: ”{new}”</source>
        <translation>New chapter: “{new}”</translation>
    </message>
    <message>
        <source>Nytt avsnitt: ”{new}”</source>
        <translation>New section: “{new}”</translation>
    </message>
    <message>
        <source>Borttaget kapitel: ”{old}”</source>
        <translation>Removed chapter: “{old}”</translation>
    </message>
    <message>
        <source>Borttaget avsnitt: ”{old}”</source>
        <translation>Removed section: “{old}”</translation>
    </message>
    <message>
        <source>Ny rubrik: ”{new}” (var ”{old}”)</source>
        <translation>New heading: “{new}” (was “{old}”)</translation>
    </message>
    <message>
        <source>Flyttat kapitel: ”{new}”</source>
        <translation>Moved chapter: “{new}”</translation>
    </message>
    <message>
        <source>Flyttat avsnitt: ”{new}”</source>
        <translation>Moved section: “{new}”</translation>
    </message>
    <message>
        <source>Annan rubriknivå: ”{new}” (nivå {before} → {now})</source>
        <translation>Other heading level: “{new}” (level {before} → {now})</translation>
    </message>
</context>
<context>
    <name>SuggestionCard</name>
    <message>
        <source>i sammanfattningen</source>
        <translation>in the summary</translation>
    </message>
    <message>
        <source>förslag till sammanfattningen</source>
        <translation>proposed for the summary</translation>
    </message>
    <message>
        <source>✓ I sammanfattningen</source>
        <translation>✓ In the summary</translation>
    </message>
    <message>
        <source>Ta bort</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>Lägg till</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Redigera</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Ta bort ur sammanfattningen</source>
        <translation>Take out of the summary</translation>
    </message>
    <message>
        <source>Lägg till i sammanfattningen</source>
        <translation>Add to the summary</translation>
    </message>
    <message>
        <source>Redigera: {0}</source>
        <translation>Edit: {0}</translation>
    </message>
</context>
<context>
    <name>SuggestionCommands</name>
    <message>
        <source>Det finns inget förslag som bygger på den här ändringen.</source>
        <translation>No proposal rests on this change.</translation>
    </message>
    <message>
        <source>Det senaste i sammanfattningen är ångrat.</source>
        <translation>The last act in the summary is undone.</translation>
    </message>
    <message>
        <source>Det som ångrades i sammanfattningen är gjort igen.</source>
        <translation>What was undone in the summary is done again.</translation>
    </message>
    <message>
        <source>sammanfattningen</source>
        <translation>the summary</translation>
    </message>
</context>
<context>
    <name>SuggestionNames</name>
    <message numerus="yes">
        <source>Visa %n till</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>Förslag till sammanfattningen</source>
        <translation>Proposals for the summary</translation>
    </message>
</context>
<context>
    <name>SummaryCommands</name>
    <message>
        <source>sammanfattningen</source>
        <translation>the summary</translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message>
        <source>Viktigaste ändringarna</source>
        <translation>Key changes</translation>
    </message>
    <message>
        <source>Välj vad texten jämförs med…</source>
        <translation>Choose what the text is compared with…</translation>
    </message>
    <message>
        <source>+ Egen punkt</source>
        <translation>+ Own point</translation>
    </message>
    <message>
        <source>Lydelsen före och efter</source>
        <translation>Wording before and after</translation>
    </message>
    <message>
        <source>Teman kapitel för kapitel</source>
        <translation>Themes chapter by chapter</translation>
    </message>
    <message>
        <source>Mål kapitel för kapitel</source>
        <translation>Goals chapter by chapter</translation>
    </message>
    <message>
        <source>I sammanfattningen</source>
        <translation>In the summary</translation>
    </message>
    <message>
        <source>Förslag från jämförelsen</source>
        <translation>Proposals from the comparison</translation>
    </message>
    <message>
        <source>Mål, inriktningar och rubriker före och efter</source>
        <translation>Targets, directions and headings before and after</translation>
    </message>
    <message>
        <source>Teman i hela dokumentet</source>
        <translation>Themes in the whole document</translation>
    </message>
    <message>
        <source>Läser igenom ändringarna …</source>
        <translation>Reading through the changes …</translation>
    </message>
    <message>
        <source>Sammanfattningen bygger på vad som skiljer från en tidigare version.</source>
        <translation>The summary is made from what differs from an earlier version.</translation>
    </message>
    <message>
        <source>Dölj bortlagda</source>
        <translation>Hide those put aside</translation>
    </message>
    <message numerus="yes">
        <source>Visa bortlagda (%n)</source>
        <translation>
            <numerusform>Show the one put aside (%n)</numerusform>
            <numerusform>Show those put aside (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Före första kapitlet</source>
        <translation>Before the first chapter</translation>
    </message>
    <message numerus="yes">
        <source>%n utvalda</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>hela sammanfattningen: %n ord</source>
        <translation>
            <numerusform>whole summary: %n word</numerusform>
            <numerusform>whole summary: %n words</numerusform>
        </translation>
    </message>
    <message>
        <source>Ny punkt</source>
        <translation>New point</translation>
    </message>
    <message>
        <source>Tidigare lydelse</source>
        <translation>Earlier wording</translation>
    </message>
    <message>
        <source>Föreslagen lydelse</source>
        <translation>Proposed wording</translation>
    </message>
    <message>
        <source>Motivering och underlag</source>
        <translation>Reason and sources</translation>
    </message>
    <message>
        <source>Visa färre teman</source>
        <translation>Show fewer themes</translation>
    </message>
    <message numerus="yes">
        <source>Visa alla %n teman</source>
        <translation>
            <numerusform>Show %n theme</numerusform>
            <numerusform>Show all %n themes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryPreview</name>
    <message>
        <source>Så här blir sammanfattningen</source>
        <translation>What the summary will look like</translation>
    </message>
    <message>
        <source>Exportera…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Viktigaste ändringarna</source>
        <translation>Key changes</translation>
    </message>
    <message>
        <source>Jämfört med {0}</source>
        <translation>Compared with {0}</translation>
    </message>
    <message>
        <source>Här syns de punkter som du lägger till i sammanfattningen.</source>
        <translation>The points that you add to the summary show here.</translation>
    </message>
    <message>
        <source>Tidigare lydelse</source>
        <translation>Earlier wording</translation>
    </message>
    <message>
        <source>Föreslagen lydelse</source>
        <translation>Proposed wording</translation>
    </message>
    <message>
        <source>Motivering</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>TargetSection</name>
    <message>
        <source>Effektmål</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>Övergripande mål</source>
        <translation>Overarching goals</translation>
    </message>
    <message>
        <source>Kryssa för nu</source>
        <translation>Tick for now</translation>
    </message>
    <message>
        <source>Kryssa för tidigare version</source>
        <translation>Tick for the earlier version</translation>
    </message>
    <message>
        <source>Hämta från dokumentet</source>
        <translation>Take from the document</translation>
    </message>
    <message>
        <source>+ Nytt mål</source>
        <translation>+ New target</translation>
    </message>
    <message>
        <source>Byt namn på målet</source>
        <translation>Rename the target</translation>
    </message>
    <message>
        <source>Ta bort målet</source>
        <translation>Remove the target</translation>
    </message>
    <message>
        <source>Tidigare version: samma som nu</source>
        <translation>Earlier version: the same as now</translation>
    </message>
    <message>
        <source>Målets namn</source>
        <translation>The target’s name</translation>
    </message>
    <message>
        <source>Målets namn – Retur när det är klart, Esc för att låta bli</source>
        <translation>The target’s name – Enter when it is done, Esc to leave it</translation>
    </message>
    <message>
        <source>Mål kapitel för kapitel</source>
        <translation>Targets chapter by chapter</translation>
    </message>
    <message>
        <source>Blanksteg kryssar i eller ur, Retur visar kapitlet</source>
        <translation>Space ticks or unticks, Enter shows the chapter</translation>
    </message>
    <message>
        <source>Här finns inget register än. Skriv målen, eller hämta dem ur en tabell i dokumentet.</source>
        <translation>There is no register yet. Write the targets, or take them from a table in the document.</translation>
    </message>
    <message>
        <source>Läst ur dokumentet. Den som kryssar gör registret till projektets eget.</source>
        <translation>Read from the document. Whoever ticks makes the register the project’s own.</translation>
    </message>
    <message>
        <source>Projektets eget register. Vad som gällde i den tidigare versionen är inte angett än.</source>
        <translation>The project’s own register. What held in the earlier version has not been given yet.</translation>
    </message>
    <message>
        <source>Projektets eget register. Det går före tabeller i dokumentet.</source>
        <translation>The project’s own register. It goes before tables in the document.</translation>
    </message>
    <message>
        <source>bidrar, nu som förut</source>
        <translation>contributes, now as before</translation>
    </message>
    <message>
        <source>nytt</source>
        <translation>new</translation>
    </message>
    <message>
        <source>bidrar nu, inte förut</source>
        <translation>contributes now, not before</translation>
    </message>
    <message>
        <source>bort</source>
        <translation>gone</translation>
    </message>
    <message>
        <source>bidrog förut, inte nu</source>
        <translation>contributed before, not now</translation>
    </message>
    <message>
        <source>bidrar inte</source>
        <translation>does not contribute</translation>
    </message>
</context>
<context>
    <name>TemplateSection</name>
    <message>
        <source>Mallar</source>
        <translation>Templates</translation>
    </message>
    <message>
        <source>Wordmall</source>
        <translation>Word template</translation>
    </message>
    <message>
        <source>Välj…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>PowerPointmall</source>
        <translation>PowerPoint template</translation>
    </message>
    <message>
        <source>&amp;Wordmall:</source>
        <translation>&amp;Word template:</translation>
    </message>
    <message>
        <source>&amp;PowerPointmall:</source>
        <translation>P&amp;owerPoint template:</translation>
    </message>
    <message>
        <source>Utan mall används programmets egen.</source>
        <translation>Without a template, the program’s own is used.</translation>
    </message>
    <message>
        <source>Wordmallar (*.docx *.dotx)</source>
        <translation>Word templates (*.docx *.dotx)</translation>
    </message>
    <message>
        <source>PowerPointmallar (*.pptx *.potx)</source>
        <translation>PowerPoint templates (*.pptx *.potx)</translation>
    </message>
</context>
<context>
    <name>TextCommands</name>
    <message>
        <source>Word tar inte emot kommentarer i en textruta.</source>
        <translation>Word does not accept comments in a text box.</translation>
    </message>
    <message>
        <source>Inget skiljer sig från utgångspunkten.</source>
        <translation>Nothing differs from the baseline.</translation>
    </message>
</context>
<context>
    <name>TextFacts</name>
    <message numerus="yes">
        <source>%n versioner</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message>
        <source>Projektfil {0} MB</source>
        <translation>Project file {0} MB</translation>
    </message>
    <message>
        <source>Sammanfattningen: {0} ord</source>
        <translation>The summary: {0} words</translation>
    </message>
    <message>
        <source>Stavning: svenska</source>
        <translation>Spelling: Swedish</translation>
    </message>
    <message>
        <source>Stavning: saknas på den här datorn</source>
        <translation>Spelling: missing on this computer</translation>
    </message>
    <message>
        <source>Kapitel {0} ({1} av {2})</source>
        <translation>Chapter {0} ({1} of {2})</translation>
    </message>
    <message>
        <source>Kapitel {0} av {1}</source>
        <translation>Chapter {0} of {1}</translation>
    </message>
    <message>
        <source>Före första kapitlet</source>
        <translation>Before the first chapter</translation>
    </message>
    <message>
        <source>{0} ord</source>
        <translation>{0} words</translation>
    </message>
</context>
<context>
    <name>TextNames</name>
    <message>
        <source>Formel</source>
        <translation>Formula</translation>
    </message>
    <message>
        <source>Text med läsanvisning</source>
        <translation>Text with reading aid</translation>
    </message>
    <message>
        <source>(åtgärdad)</source>
        <translation>(resolved)</translation>
    </message>
    <message>
        <source>Bild</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>Chart</translation>
    </message>
    <message>
        <source>SmartArt</source>
        <translation>SmartArt</translation>
    </message>
    <message>
        <source>Textruta</source>
        <translation>Text box</translation>
    </message>
    <message>
        <source>Figur</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>Inbäddat objekt</source>
        <translation>Embedded object</translation>
    </message>
    <message>
        <source>Fotnot</source>
        <translation>Footnote</translation>
    </message>
    <message>
        <source>Slutnot</source>
        <translation>Endnote</translation>
    </message>
    <message>
        <source>Kommentar</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Sidbrytning</source>
        <translation>Page break</translation>
    </message>
    <message>
        <source>Spaltbrytning</source>
        <translation>Column break</translation>
    </message>
    <message>
        <source>Tecken</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Sidnummer</source>
        <translation>Page number</translation>
    </message>
    <message>
        <source>Word-element</source>
        <translation>Word element</translation>
    </message>
    <message>
        <source>Inbäddat dokument</source>
        <translation>Embedded document</translation>
    </message>
    <message>
        <source>Inbäddat innehåll</source>
        <translation>Embedded content</translation>
    </message>
    <message>
        <source>Länk till bokmärket {name}</source>
        <translation>Link to the bookmark {name}</translation>
    </message>
    <message>
        <source>Länk till {address}</source>
        <translation>Link to {address}</translation>
    </message>
    <message>
        <source>Fält som Word räknar ut: {code}</source>
        <translation>Field that Word works out: {code}</translation>
    </message>
    <message>
        <source>Innehållskontroll: {title}</source>
        <translation>Content control: {title}</translation>
    </message>
    <message>
        <source>Innehållskontroll</source>
        <translation>Content control</translation>
    </message>
    <message>
        <source>okänd</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>Tillagt av {author}</source>
        <translation>Added by {author}</translation>
    </message>
    <message>
        <source>Struket av {author}</source>
        <translation>Deleted by {author}</translation>
    </message>
    <message>
        <source>Flyttat härifrån av {author}</source>
        <translation>Moved from here by {author}</translation>
    </message>
    <message>
        <source>Flyttat hit av {author}</source>
        <translation>Moved here by {author}</translation>
    </message>
    <message>
        <source>Formaterat av {author}</source>
        <translation>Formatted by {author}</translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message>
        <source>omformulerat</source>
        <translation>reworded</translation>
    </message>
    <message>
        <source>tillagt</source>
        <translation>added</translation>
    </message>
    <message>
        <source>flyttat</source>
        <translation>moved</translation>
    </message>
    <message>
        <source>annat format</source>
        <translation>formatted otherwise</translation>
    </message>
    <message>
        <source>något är struket före</source>
        <translation>something before it is struck</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Rubrik</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Underrubrik</source>
        <translation>Subtitle</translation>
    </message>
    <message>
        <source>Brödtext</source>
        <translation>Body Text</translation>
    </message>
    <message>
        <source>Brödtext med indrag</source>
        <translation>Body Text Indent</translation>
    </message>
    <message>
        <source>Brödtext med första indrag</source>
        <translation>Body Text First Indent</translation>
    </message>
    <message>
        <source>Lista</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Punktlista</source>
        <translation>List Bullet</translation>
    </message>
    <message>
        <source>Numrerad lista</source>
        <translation>List Number</translation>
    </message>
    <message>
        <source>Listfortsättning</source>
        <translation>List Continue</translation>
    </message>
    <message>
        <source>Liststycke</source>
        <translation>List Paragraph</translation>
    </message>
    <message>
        <source>Citat</source>
        <translation>Quote</translation>
    </message>
    <message>
        <source>Starkt citat</source>
        <translation>Intense Quote</translation>
    </message>
    <message>
        <source>Inget avstånd</source>
        <translation>No Spacing</translation>
    </message>
    <message>
        <source>Beskrivning</source>
        <translation>Caption</translation>
    </message>
    <message>
        <source>Innehållsförteckningsrubrik</source>
        <translation>TOC Heading</translation>
    </message>
    <message>
        <source>Innehåll</source>
        <translation>TOC</translation>
    </message>
    <message>
        <source>Fotnotstext</source>
        <translation>Footnote Text</translation>
    </message>
    <message>
        <source>Slutnotstext</source>
        <translation>Endnote Text</translation>
    </message>
    <message>
        <source>Sidhuvud</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Sidfot</source>
        <translation>Footer</translation>
    </message>
    <message>
        <source>Indragen text</source>
        <translation>Block Text</translation>
    </message>
    <message>
        <source>Oformaterad text</source>
        <translation>Plain Text</translation>
    </message>
    <message>
        <source>Figurförteckning</source>
        <translation>Table of Figures</translation>
    </message>
    <message>
        <source>Normalt indrag</source>
        <translation>Normal Indent</translation>
    </message>
    <message>
        <source>Normal (webb)</source>
        <translation>Normal (Web)</translation>
    </message>
</context>
<context>
    <name>TextPane</name>
    <message>
        <source>Inga förslag</source>
        <translation>No suggestions</translation>
    </message>
    <message>
        <source>Lägg till ”{word}” i projektets ord</source>
        <translation>Add “{word}” to the project’s words</translation>
    </message>
    <message>
        <source>Kopiera länkens adress</source>
        <translation>Copy the link’s address</translation>
    </message>
    <message>
        <source>Ta bort länken</source>
        <translation>Remove the link</translation>
    </message>
    <message>
        <source>Länken leder till {address}</source>
        <translation>The link leads to {address}</translation>
    </message>
</context>
<context>
    <name>ThemeBars</name>
    <message>
        <source>Teman, antal omnämnanden före och efter</source>
        <translation>Themes, number of mentions before and after</translation>
    </message>
</context>
<context>
    <name>ThreadCard</name>
    <message>
        <source>Kommentar av {author}</source>
        <translation>Comment by {author}</translation>
    </message>
    <message>
        <source>, åtgärdad</source>
        <translation>, resolved</translation>
    </message>
    <message>
        <source>Svara</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>Öppna igen</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Åtgärdad</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>Ta bort</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Svar på kommentaren</source>
        <translation>Reply to the comment</translation>
    </message>
    <message>
        <source> · åtgärdad</source>
        <translation> · resolved</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>Exporterar</source>
        <translation>Exporting</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Jämförs med:</source>
        <translation>Compared with:</translation>
    </message>
    <message>
        <source>Sök</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Exportera</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>ingenting</source>
        <translation>nothing</translation>
    </message>
</context>
<context>
    <name>TrackedCard</name>
    <message>
        <source>Hela tabellraden: {what}</source>
        <translation>The whole table row: {what}</translation>
    </message>
    <message>
        <source>Styckets slut eller form</source>
        <translation>The paragraph’s end or form</translation>
    </message>
    <message>
        <source>Godkänn</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>Avvisa</source>
        <translation>Reject</translation>
    </message>
</context>
<context>
    <name>TrackedDialog</name>
    <message>
        <source>Word-dokument med spårade ändringar</source>
        <translation>Word document with tracked changes</translation>
    </message>
    <message>
        <source>Version att jämföra med</source>
        <translation>Version to compare with</translation>
    </message>
    <message>
        <source>Ändringarnas författare</source>
        <translation>Author of the changes</translation>
    </message>
    <message>
        <source>Ändringarnas datum</source>
        <translation>Date of the changes</translation>
    </message>
    <message>
        <source>Alla skillnader mot versionen blir spårade ändringar som går att godkänna eller avvisa i Word. Avvisas alla får man tillbaka versionen, godkänns alla blir det arbetskopian.</source>
        <translation>All differences from the version become tracked changes that can be accepted or rejected in Word. Rejecting them all gives the version, accepting them all the working copy.</translation>
    </message>
    <message>
        <source>&amp;Ändringar mot:</source>
        <translation>&amp;Changes against:</translation>
    </message>
    <message>
        <source>&amp;Författare:</source>
        <translation>&amp;Author:</translation>
    </message>
    <message>
        <source>&amp;Datum:</source>
        <translation>&amp;Date:</translation>
    </message>
</context>
<context>
    <name>TypedText</name>
    <message>
        <source>{what} – tryck en gång till för att ta bort.</source>
        <translation>{what} – press once more to delete.</translation>
    </message>
</context>
<context>
    <name>VersionActs</name>
    <message>
        <source>öppen</source>
        <translation>open</translation>
    </message>
    <message>
        <source>Öppna</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Jämför</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Återställ, exportera, byt namn, ta bort</source>
        <translation>Restore, export, rename, delete</translation>
    </message>
    <message>
        <source>Mer: {0}</source>
        <translation>More: {0}</translation>
    </message>
</context>
<context>
    <name>VersionDialog</name>
    <message>
        <source>Ny version</source>
        <translation>New version</translation>
    </message>
    <message>
        <source>Uppgifter om versionen</source>
        <translation>About the version</translation>
    </message>
    <message>
        <source>Versionens namn</source>
        <translation>Name of the version</translation>
    </message>
    <message>
        <source>Till exempel Remissversion</source>
        <translation>For example Consultation version</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Milstolpe</source>
        <translation>Milestone</translation>
    </message>
    <message>
        <source>Kan lämnas tomt, till exempel Till nämnden</source>
        <translation>May be left empty; for example To the board</translation>
    </message>
    <message>
        <source>Anteckning</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>&amp;Namn:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Datum:</source>
        <translation>&amp;Date:</translation>
    </message>
    <message>
        <source>&amp;Milstolpe:</source>
        <translation>&amp;Milestone:</translation>
    </message>
    <message>
        <source>&amp;Anteckning:</source>
        <translation>N&amp;ote:</translation>
    </message>
    <message>
        <source>Spara versionen</source>
        <translation>Save the version</translation>
    </message>
    <message>
        <source>Spara</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Det finns redan en version med det namnet. Välj ett annat, så går de att skilja åt.</source>
        <translation>There is already a version of that name. Choose another, so that they can be told apart.</translation>
    </message>
    <message>
        <source>Texten sparas precis som den är nu och ändras sedan aldrig. Du skriver vidare i arbetskopian.</source>
        <translation>The text is kept exactly as it is now and never changed. You go on writing in the working copy.</translation>
    </message>
    <message>
        <source>Själva texten i versionen ändras inte.</source>
        <translation>The text of the version itself is not changed.</translation>
    </message>
</context>
<context>
    <name>VersionPairs</name>
    <message>
        <source>Arbetskopian</source>
        <translation>The working copy</translation>
    </message>
</context>
<context>
    <name>VersionWindow</name>
    <message>
        <source>{0} – bara för läsning</source>
        <translation>{0} – read only</translation>
    </message>
    <message>
        <source>Sök i versionen</source>
        <translation>Find in the version</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Kapitel</source>
        <translation>Chapter</translation>
    </message>
    <message>
        <source>Versionens text, bara för läsning</source>
        <translation>The version’s text, read only</translation>
    </message>
    <message>
        <source>sparad av {0}</source>
        <translation>saved by {0}</translation>
    </message>
    <message>
        <source>bara för läsning</source>
        <translation>read only</translation>
    </message>
    <message>
        <source>Före första kapitlet</source>
        <translation>Before the first chapter</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Jämför två versioner</source>
        <translation>Compare two versions</translation>
    </message>
    <message>
        <source>Den äldre versionen</source>
        <translation>The older version</translation>
    </message>
    <message>
        <source>Den nyare versionen</source>
        <translation>The newer version</translation>
    </message>
    <message>
        <source>&amp;Äldre:</source>
        <translation>&amp;Older:</translation>
    </message>
    <message>
        <source>&amp;Nyare:</source>
        <translation>&amp;Newer:</translation>
    </message>
    <message>
        <source>Välj två olika versioner.</source>
        <translation>Choose two different versions.</translation>
    </message>
</context>
<context>
    <name>VersionsTable</name>
    <message>
        <source>Versioner</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Ändringar mot {0}</source>
        <translation>Changes against {0}</translation>
    </message>
    <message>
        <source>Ändringar</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>öppen</source>
        <translation>open</translation>
    </message>
    <message>
        <source>Öppna</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Öppna för läsning</source>
        <translation>Open for reading</translation>
    </message>
    <message>
        <source>Jämför arbetskopian med den</source>
        <translation>Compare the working copy with it</translation>
    </message>
    <message>
        <source>Återställ som arbetskopia…</source>
        <translation>Restore as Working Copy…</translation>
    </message>
    <message>
        <source>Exportera som Word-dokument…</source>
        <translation>Export as a Word document…</translation>
    </message>
    <message>
        <source>Byt namn och uppgifter…</source>
        <translation>Change name and particulars…</translation>
    </message>
    <message>
        <source>Ta bort…</source>
        <translation>Delete…</translation>
    </message>
</context>
<context>
    <name>WordChips</name>
    <message>
        <source>Lägg till: {name}</source>
        <translation>Add: {name}</translation>
    </message>
</context>
<context>
    <name>WordExport</name>
    <message>
        <source>Exportera Word-dokument</source>
        <translation>Export Word document</translation>
    </message>
    <message>
        <source>Skriver Word-dokumentet</source>
        <translation>Writing the Word document</translation>
    </message>
    <message>
        <source>ändringar mot {0}</source>
        <translation>changes against {0}</translation>
    </message>
    <message>
        <source>Exportera med spårade ändringar</source>
        <translation>Export with tracked changes</translation>
    </message>
    <message>
        <source>Spårar ändringarna mot {0}</source>
        <translation>Tracking the changes against {0}</translation>
    </message>
    <message>
        <source>Word-dokument (*.docx)</source>
        <translation>Word documents (*.docx)</translation>
    </message>
    <message>
        <source>Dokumentet ligger nu i {0}.</source>
        <translation>The document is now in {0}.</translation>
    </message>
    <message>
        <source>Visa i mappen</source>
        <translation>Show in folder</translation>
    </message>
    <message>
        <source>Vad som inte kunde spåras</source>
        <translation>What could not be tracked</translation>
    </message>
    <message>
        <source>Läs igenom det innan du skickar det vidare.</source>
        <translation>Read it through before you send it on.</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>WorkingCopy</name>
    <message>
        <source>Före återställningen</source>
        <translation>Before restoring</translation>
    </message>
    <message>
        <source>Arbetskopian som den var innan ”{0}” återställdes.</source>
        <translation>The working copy as it was before “{0}” was restored.</translation>
    </message>
    <message>
        <source>Återställer versionen</source>
        <translation>Restoring the version</translation>
    </message>
    <message>
        <source>Arbetskopian är redan som versionen ”{0}”.</source>
        <translation>The working copy already is as the version “{0}”.</translation>
    </message>
    <message>
        <source>Arbetskopian är nu som versionen ”{0}”.</source>
        <translation>The working copy now is as the version “{0}”.</translation>
    </message>
    <message>
        <source>Läs in arbetskopia från Word</source>
        <translation>Read In Working Copy from Word</translation>
    </message>
    <message>
        <source>Word-dokument (*.docx *.docm)</source>
        <translation>Word documents (*.docx *.docm)</translation>
    </message>
    <message>
        <source>Läser in arbetskopian</source>
        <translation>Reading in the working copy</translation>
    </message>
    <message>
        <source>{0} är likadan som arbetskopian.</source>
        <translation>{0} is the same as the working copy.</translation>
    </message>
    <message>
        <source>{0} är inläst: {1}.</source>
        <translation>{0} has been read in: {1}.</translation>
    </message>
    <message>
        <source>inget stycke är ändrat</source>
        <translation>no paragraph has changed</translation>
    </message>
    <message numerus="yes">
        <source>%n stycken ändrade</source>
        <translation>
            <numerusform>%n paragraph changed</numerusform>
            <numerusform>%n paragraphs changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nya</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n borttagna</source>
        <translation>
            <numerusform>%n deleted</numerusform>
            <numerusform>%n deleted</numerusform>
        </translation>
    </message>
    <message>
        <source>Ångra tar tillbaka arbetskopian som den var.</source>
        <translation>Undo brings back the working copy as it was.</translation>
    </message>
    <message numerus="yes">
        <source>%n anteckningar hittade inte sin text och ligger nu bland de lösryckta.</source>
        <translation>
            <numerusform>%n note did not find its text, and is now among the detached ones.</numerusform>
            <numerusform>%n notes did not find their text, and are now among the detached ones.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ångra</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>_PairDialog</name>
    <message>
        <source>Jämför</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Avbryt</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>_ReplaceBox</name>
    <message>
        <source>Finns redan</source>
        <translation>Already there</translation>
    </message>
    <message numerus="yes">
        <source>%n filer finns redan. Ska de ersättas?</source>
        <translation>
            <numerusform>%n file is already there. Replace it?</numerusform>
            <numerusform>%n files are already there. Replace them?</numerusform>
        </translation>
    </message>
    <message>
        <source>Ersätt</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Välj ett annat namn</source>
        <translation>Choose another name</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>&amp;Arkiv</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>&amp;Redigera</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <source>&amp;Visa</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>&amp;Infoga</source>
        <translation>&amp;Insert</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>&amp;Granska</source>
        <translation>&amp;Review</translation>
    </message>
    <message>
        <source>Ver&amp;ktyg</source>
        <translation>&amp;Tools</translation>
    </message>
    <message>
        <source>&amp;Hjälp</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>&amp;Senaste projekt</source>
        <translation>&amp;Recent projects</translation>
    </message>
    <message>
        <source>&amp;Exportera</source>
        <translation>&amp;Export</translation>
    </message>
    <message>
        <source>&amp;Ändringar</source>
        <translation>&amp;Changes</translation>
    </message>
    <message>
        <source>I läget Granska</source>
        <translation>In Review</translation>
    </message>
    <message>
        <source>&amp;Färger</source>
        <translation>Co&amp;lours</translation>
    </message>
    <message>
        <source>Progra&amp;mmets storlek</source>
        <translation>&amp;Size of the program</translation>
    </message>
    <message>
        <source>&amp;Tabell</source>
        <translation>&amp;Table</translation>
    </message>
    <message>
        <source>Forma&amp;tmall</source>
        <translation>St&amp;yle</translation>
    </message>
    <message>
        <source>Bet&amp;ydelse</source>
        <translation>S&amp;ignificance</translation>
    </message>
    <message>
        <source>Ka&amp;pitlets läge</source>
        <translation>Chapter &amp;status</translation>
    </message>
    <message>
        <source>S&amp;pråk i programmet</source>
        <translation>&amp;Language of the program</translation>
    </message>
    <message>
        <source>&amp;Nytt projekt från Word-dokument…</source>
        <translation>&amp;New project from a Word document…</translation>
    </message>
    <message>
        <source>Ö&amp;ppna projekt…</source>
        <translation>&amp;Open project…</translation>
    </message>
    <message>
        <source>Prova &amp;med exemplet</source>
        <translation>&amp;Try the example</translation>
    </message>
    <message>
        <source>Återställ från säkerhets&amp;kopia…</source>
        <translation>Restore from Bac&amp;kup…</translation>
    </message>
    <message>
        <source>Jämför två Word-&amp;filer…</source>
        <translation>Compare two Wo&amp;rd files…</translation>
    </message>
    <message>
        <source>Spa&amp;ra nu</source>
        <translation>&amp;Save now</translation>
    </message>
    <message>
        <source>Spara som ny &amp;version…</source>
        <translation>Save as a new &amp;version…</translation>
    </message>
    <message>
        <source>Spara projektet s&amp;om…</source>
        <translation>Save the project &amp;as…</translation>
    </message>
    <message>
        <source>&amp;Lämna över…</source>
        <translation>&amp;Hand over…</translation>
    </message>
    <message>
        <source>Läs &amp;in arbetskopia från Word…</source>
        <translation>Read &amp;in Working Copy from Word…</translation>
    </message>
    <message>
        <source>&amp;Rapporter och andra format…</source>
        <translation>&amp;Reports and other formats…</translation>
    </message>
    <message>
        <source>&amp;Word-dokument…</source>
        <translation>&amp;Word document…</translation>
    </message>
    <message>
        <source>Word-dokument med &amp;spårade ändringar…</source>
        <translation>Word document with &amp;tracked changes…</translation>
    </message>
    <message>
        <source>Skriv &amp;ut jämförelsen…</source>
        <translation>Print the co&amp;mparison…</translation>
    </message>
    <message>
        <source>Spara &amp;jämförelsen som PDF…</source>
        <translation>Save the comparison as PD&amp;F…</translation>
    </message>
    <message>
        <source>S&amp;täng projektet</source>
        <translation>&amp;Close the project</translation>
    </message>
    <message>
        <source>&amp;Avsluta</source>
        <translation>&amp;Quit</translation>
    </message>
    <message>
        <source>&amp;Ångra</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>&amp;Gör om</source>
        <translation>&amp;Redo</translation>
    </message>
    <message>
        <source>&amp;Klipp ut</source>
        <translation>Cu&amp;t</translation>
    </message>
    <message>
        <source>K&amp;opiera</source>
        <translation>&amp;Copy</translation>
    </message>
    <message>
        <source>Klistra &amp;in</source>
        <translation>&amp;Paste</translation>
    </message>
    <message>
        <source>Klistra in bara te&amp;xten</source>
        <translation>Paste the te&amp;xt only</translation>
    </message>
    <message>
        <source>Klistra in med &amp;rubriker</source>
        <translation>Paste with &amp;headings</translation>
    </message>
    <message>
        <source>&amp;Markera allt i kapitlet</source>
        <translation>Select &amp;all in the chapter</translation>
    </message>
    <message>
        <source>&amp;Sök…</source>
        <translation>&amp;Find…</translation>
    </message>
    <message>
        <source>Sök och &amp;ersätt…</source>
        <translation>Find and r&amp;eplace…</translation>
    </message>
    <message>
        <source>Sök &amp;nästa</source>
        <translation>Find &amp;next</translation>
    </message>
    <message>
        <source>Sök &amp;föregående</source>
        <translation>Find pre&amp;vious</translation>
    </message>
    <message>
        <source>Sk&amp;riv</source>
        <translation>&amp;Write</translation>
    </message>
    <message>
        <source>Gr&amp;anska</source>
        <translation>&amp;Review</translation>
    </message>
    <message>
        <source>Sammanfatta</source>
        <translation>Summarise</translation>
    </message>
    <message>
        <source>&amp;Projekt</source>
        <translation>&amp;Project</translation>
    </message>
    <message>
        <source>Välj vad texten jämförs med…</source>
        <translation>Choose what the text is compared with…</translation>
    </message>
    <message>
        <source>&amp;Gå till kapitel eller avsnitt…</source>
        <translation>&amp;Go to a chapter or section…</translation>
    </message>
    <message>
        <source>F&amp;öregående kapitel</source>
        <translation>Pre&amp;vious chapter</translation>
    </message>
    <message>
        <source>&amp;Nästa kapitel</source>
        <translation>&amp;Next chapter</translation>
    </message>
    <message>
        <source>Ti&amp;ll noten eller tillbaka</source>
        <translation>To the &amp;note or back</translation>
    </message>
    <message>
        <source>Samma ställe i Skriv eller Granska</source>
        <translation>The same place in Write or Review</translation>
    </message>
    <message>
        <source>Nästa del av fönstr&amp;et</source>
        <translation>Next part of the win&amp;dow</translation>
    </message>
    <message>
        <source>Föregående del av fönstret</source>
        <translation>Previous part of the window</translation>
    </message>
    <message>
        <source>&amp;Visa eller dölj ändringar</source>
        <translation>&amp;Show or hide changes</translation>
    </message>
    <message>
        <source>I &amp;marginalen</source>
        <translation>In the &amp;margin</translation>
    </message>
    <message>
        <source>I &amp;texten</source>
        <translation>In the &amp;text</translation>
    </message>
    <message>
        <source>&amp;Av</source>
        <translation>&amp;Off</translation>
    </message>
    <message>
        <source>&amp;Välj vilka ändringar som visas</source>
        <translation>&amp;Choose which changes show</translation>
    </message>
    <message>
        <source>Visa &amp;alla ändringar</source>
        <translation>Show &amp;all changes</translation>
    </message>
    <message>
        <source>&amp;Hela dokumentet</source>
        <translation>&amp;The whole document</translation>
    </message>
    <message>
        <source>&amp;Fäll ihop det oförändrade</source>
        <translation>&amp;Fold what is unchanged</translation>
    </message>
    <message>
        <source>&amp;Dolda tecken</source>
        <translation>&amp;Hidden characters</translation>
    </message>
    <message>
        <source>&amp;Kapitellistan</source>
        <translation>List of ch&amp;apters</translation>
    </message>
    <message>
        <source>&amp;Stycket där du skriver</source>
        <translation>The paragraph &amp;you write in</translation>
    </message>
    <message>
        <source>S&amp;törre text</source>
        <translation>La&amp;rger text</translation>
    </message>
    <message>
        <source>M&amp;indre text</source>
        <translation>S&amp;maller text</translation>
    </message>
    <message>
        <source>Te&amp;xt i normal storlek</source>
        <translation>Te&amp;xt in normal size</translation>
    </message>
    <message>
        <source>Som &amp;datorn</source>
        <translation>As the &amp;computer</translation>
    </message>
    <message>
        <source>&amp;Ljusa</source>
        <translation>&amp;Light</translation>
    </message>
    <message>
        <source>&amp;Mörka</source>
        <translation>&amp;Dark</translation>
    </message>
    <message>
        <source>&amp;Helskärm</source>
        <translation>&amp;Full screen</translation>
    </message>
    <message>
        <source>&amp;Kommentar</source>
        <translation>&amp;Comment</translation>
    </message>
    <message>
        <source>&amp;Egen punkt i sammanfattningen</source>
        <translation>&amp;Own point in the summary</translation>
    </message>
    <message>
        <source>&amp;Länk…</source>
        <translation>&amp;Link…</translation>
    </message>
    <message>
        <source>Rad &amp;ovanför</source>
        <translation>Row &amp;above</translation>
    </message>
    <message>
        <source>Rad &amp;nedanför</source>
        <translation>Row &amp;below</translation>
    </message>
    <message>
        <source>&amp;Ta bort raden</source>
        <translation>&amp;Delete the row</translation>
    </message>
    <message>
        <source>&amp;Radbrytning</source>
        <translation>Line b&amp;reak</translation>
    </message>
    <message>
        <source>&amp;Hårt blanksteg</source>
        <translation>No-break &amp;space</translation>
    </message>
    <message>
        <source>Hårt &amp;bindestreck</source>
        <translation>No-break &amp;hyphen</translation>
    </message>
    <message>
        <source>Ta&amp;nkstreck (–)</source>
        <translation>&amp;Dash (–)</translation>
    </message>
    <message>
        <source>&amp;Fet</source>
        <translation>&amp;Bold</translation>
    </message>
    <message>
        <source>&amp;Kursiv</source>
        <translation>&amp;Italic</translation>
    </message>
    <message>
        <source>&amp;Understruken</source>
        <translation>&amp;Underlined</translation>
    </message>
    <message>
        <source>U&amp;pphöjd</source>
        <translation>Su&amp;perscript</translation>
    </message>
    <message>
        <source>&amp;Nedsänkt</source>
        <translation>&amp;Subscript</translation>
    </message>
    <message>
        <source>&amp;Rensa teckenformat</source>
        <translation>&amp;Clear character format</translation>
    </message>
    <message>
        <source>Punkt&amp;lista</source>
        <translation>Bu&amp;lleted list</translation>
    </message>
    <message>
        <source>Nu&amp;mrerad lista</source>
        <translation>&amp;Numbered list</translation>
    </message>
    <message>
        <source>&amp;Öka listnivån</source>
        <translation>Deeper list l&amp;evel</translation>
    </message>
    <message>
        <source>M&amp;inska listnivån</source>
        <translation>Sh&amp;allower list level</translation>
    </message>
    <message>
        <source>Fl&amp;ytta stycket uppåt</source>
        <translation>&amp;Move the paragraph up</translation>
    </message>
    <message>
        <source>Flytta stycket ne&amp;dåt</source>
        <translation>Move the paragraph &amp;down</translation>
    </message>
    <message>
        <source>&amp;Nästa ändring</source>
        <translation>&amp;Next change</translation>
    </message>
    <message>
        <source>&amp;Föregående ändring</source>
        <translation>&amp;Previous change</translation>
    </message>
    <message>
        <source>Nästa &amp;ogranskade ändring</source>
        <translation>Next unre&amp;viewed change</translation>
    </message>
    <message>
        <source>Till flyttens andra än&amp;de</source>
        <translation>To the other &amp;end of the move</translation>
    </message>
    <message>
        <source>Nästa skillnad i ändringen</source>
        <translation>Next difference in the change</translation>
    </message>
    <message>
        <source>Föregående skillnad i ändringen</source>
        <translation>Previous difference in the change</translation>
    </message>
    <message>
        <source>Godkänn ändr&amp;ingen</source>
        <translation>Appro&amp;ve the change</translation>
    </message>
    <message>
        <source>&amp;Återställ tidigare lydelse</source>
        <translation>&amp;Restore the earlier wording</translation>
    </message>
    <message>
        <source>Återställ &amp;bara den här skillnaden</source>
        <translation>Restore &amp;just this difference</translation>
    </message>
    <message>
        <source>S&amp;täll en fråga om ändringen</source>
        <translation>Ask a &amp;question about the change</translation>
    </message>
    <message>
        <source>Skriv motiv&amp;eringen</source>
        <translation>&amp;Write the reason</translation>
    </message>
    <message>
        <source>&amp;Viktig</source>
        <translation>&amp;Key</translation>
    </message>
    <message>
        <source>&amp;Mindre</source>
        <translation>&amp;Minor</translation>
    </message>
    <message>
        <source>&amp;Redaktionell</source>
        <translation>&amp;Editorial</translation>
    </message>
    <message>
        <source>Lägg till &amp;underlag…</source>
        <translation>Add a so&amp;urce…</translation>
    </message>
    <message>
        <source>Lägg till tema…</source>
        <translation>Add a theme…</translation>
    </message>
    <message>
        <source>Till förslagen till sammanfattningen</source>
        <translation>To the proposals for the summary</translation>
    </message>
    <message>
        <source>&amp;Jag har granskat hit</source>
        <translation>I have reviewed this &amp;far</translation>
    </message>
    <message>
        <source>&amp;Godkänn spårad ändring</source>
        <translation>&amp;Accept tracked change</translation>
    </message>
    <message>
        <source>A&amp;vvisa spårad ändring</source>
        <translation>Re&amp;ject tracked change</translation>
    </message>
    <message>
        <source>Godkänn a&amp;lla spårade ändringar</source>
        <translation>Accept a&amp;ll tracked changes</translation>
    </message>
    <message>
        <source>Avvisa alla &amp;spårade ändringar</source>
        <translation>Reject all &amp;tracked changes</translation>
    </message>
    <message>
        <source>Nästa &amp;kommentar</source>
        <translation>Next &amp;comment</translation>
    </message>
    <message>
        <source>Sva&amp;ra på kommentaren</source>
        <translation>R&amp;eply to the comment</translation>
    </message>
    <message>
        <source>Ko&amp;mmentaren är åtgärdad</source>
        <translation>The comment is &amp;dealt with</translation>
    </message>
    <message>
        <source>Jämför två versioner…</source>
        <translation>Compare two versions…</translation>
    </message>
    <message>
        <source>&amp;Orört</source>
        <translation>&amp;Untouched</translation>
    </message>
    <message>
        <source>&amp;Påbörjat</source>
        <translation>&amp;Started</translation>
    </message>
    <message>
        <source>&amp;Klart</source>
        <translation>&amp;Done</translation>
    </message>
    <message>
        <source>&amp;Granskat</source>
        <translation>&amp;Reviewed</translation>
    </message>
    <message>
        <source>Sök bland &amp;kommandon…</source>
        <translation>Find a &amp;command…</translation>
    </message>
    <message>
        <source>&amp;Stavningskontroll medan du skriver</source>
        <translation>Check &amp;spelling as you type</translation>
    </message>
    <message>
        <source>&amp;Nästa stavfel</source>
        <translation>&amp;Next misspelt word</translation>
    </message>
    <message>
        <source>Projektets &amp;egna ord…</source>
        <translation>The project’s &amp;own words…</translation>
    </message>
    <message>
        <source>&amp;Typografisk hjälp medan du skriver</source>
        <translation>&amp;Typographic help as you type</translation>
    </message>
    <message>
        <source>&amp;Ord och läsbarhet…</source>
        <translation>&amp;Words and readability…</translation>
    </message>
    <message>
        <source>Kontrollera str&amp;ukturen</source>
        <translation>Check the str&amp;ucture</translation>
    </message>
    <message>
        <source>&amp;Handbok</source>
        <translation>&amp;Handbook</translation>
    </message>
    <message>
        <source>&amp;Kortkommandon</source>
        <translation>&amp;Keyboard shortcuts</translation>
    </message>
    <message>
        <source>&amp;Om RUS-redigeraren</source>
        <translation>&amp;About RUS-redigeraren</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Projekt (*{0})</source>
        <translation>Projects (*{0})</translation>
    </message>
    <message>
        <source>Öppna projekt</source>
        <translation>Open project</translation>
    </message>
    <message>
        <source>Spara projektet som</source>
        <translation>Save the project as</translation>
    </message>
    <message>
        <source>Lämna över projektet</source>
        <translation>Hand the project over</translation>
    </message>
    <message>
        <source>Filen finns redan</source>
        <translation>The file exists already</translation>
    </message>
    <message>
        <source>Ska ”{0}” ersättas?</source>
        <translation>Replace “{0}”?</translation>
    </message>
    <message>
        <source>Det som finns i filen nu går inte att få tillbaka därifrån.</source>
        <translation>What is in the file now cannot be brought back from there.</translation>
    </message>
    <message>
        <source>Ersätt</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Välj ett annat namn…</source>
        <translation>Choose another name…</translation>
    </message>
    <message>
        <source>Spara på ett annat ställe</source>
        <translation>Save somewhere else</translation>
    </message>
    <message>
        <source>Word-dokument, bara texten (*.docx)</source>
        <translation>Word document, the text only (*.docx)</translation>
    </message>
    <message>
        <source>Inte sparat</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>Det du skrev sist har inte kunnat sparas.</source>
        <translation>What you wrote last could not be saved.</translation>
    </message>
    <message>
        <source>Det finns kvar i fönstret så länge projektet är öppet. Gör plats på disken eller stäng det som hindrar, och försök igen. Du kan också spara allt på ett annat ställe, till exempel på ett USB-minne.</source>
        <translation>It stays in the window as long as the project is open. Make room on the disk or close what is in the way, and try again. You can also save everything somewhere else, on a USB stick for example.</translation>
    </message>
    <message>
        <source>Försök igen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Stanna kvar</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>Stäng ändå</source>
        <translation>Close anyway</translation>
    </message>
    <message>
        <source>Spara på ett annat ställe…</source>
        <translation>Save somewhere else…</translation>
    </message>
    <message>
        <source>RUS-redigeraren {0}

En redigerare för regionala utvecklingsstrategier och andra långa dokument som revideras av många. Allt stannar på den här datorn.

Licens: EUPL-1.2. Byggd med Qt {1} (LGPL-3.0); typsnittet Inter (SIL OFL 1.1).</source>
        <translation>RUS-redigeraren {0}

An editor for regional development strategies and other long documents that many revise. Everything stays on this computer.

Licence: EUPL-1.2. Built with Qt {1} (LGPL-3.0); the typeface Inter (SIL OFL 1.1).</translation>
    </message>
    <message>
        <source>Om RUS-redigeraren</source>
        <translation>About RUS-redigeraren</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Kortkommandon</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Kommando</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>Tangenter</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Ingen text har påverkats.</source>
        <translation>No text has been affected.</translation>
    </message>
    <message>
        <source>Allt du har skrivit finns kvar på den här datorn.</source>
        <translation>Everything you have written is still on this computer.</translation>
    </message>
    <message>
        <source>Det du har skrivit finns kvar i fönstret men är ännu inte sparat. Stäng inte programmet.</source>
        <translation>What you have written is still in the window but not saved yet. Do not close the program.</translation>
    </message>
    <message>
        <source>RUS-redigeraren</source>
        <translation>RUS-redigeraren</translation>
    </message>
    <message>
        <source>Stäng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>review</name>
    <message>
        <source>Tillagt</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Struket</source>
        <translation>Deleted</translation>
    </message>
    <message>
        <source>Omformulerat</source>
        <translation>Reworded</translation>
    </message>
    <message>
        <source>Flyttat</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Delat</source>
        <translation>Split</translation>
    </message>
    <message>
        <source>Sammanslaget</source>
        <translation>Merged</translation>
    </message>
    <message>
        <source>Viktig</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Mindre</source>
        <translation>Minor</translation>
    </message>
    <message>
        <source>Redaktionell</source>
        <translation>Editorial</translation>
    </message>
    <message>
        <source>Formatering</source>
        <translation>Formatting</translation>
    </message>
    <message>
        <source>Blanktecken</source>
        <translation>White space</translation>
    </message>
    <message>
        <source>Stora och små bokstäver</source>
        <translation>Capital and small letters</translation>
    </message>
    <message>
        <source>Citattecken och streck</source>
        <translation>Quotation marks and dashes</translation>
    </message>
    <message>
        <source>Numrering</source>
        <translation>Numbering</translation>
    </message>
    <message>
        <source>Text som Word skapar</source>
        <translation>Text that Word makes</translation>
    </message>
    <message>
        <source>Flera ändringar</source>
        <translation>Several changes</translation>
    </message>
    <message>
        <source>Ändring {0} av {1}</source>
        <translation>Change {0} of {1}</translation>
    </message>
    <message>
        <source>av {0}</source>
        <translation>by {0}</translation>
    </message>
    <message>
        <source>✓ Godkänd</source>
        <translation>✓ Approved</translation>
    </message>
    <message>
        <source>? Det finns en fråga</source>
        <translation>? There is a question</translation>
    </message>
    <message>
        <source>Ändrad efter granskningen</source>
        <translation>Changed since it was reviewed</translation>
    </message>
</context>
<context>
    <name>statuses</name>
    <message>
        <source>orört</source>
        <translation>untouched</translation>
    </message>
    <message>
        <source>påbörjat</source>
        <translation>started</translation>
    </message>
    <message>
        <source>klart</source>
        <translation>done</translation>
    </message>
    <message>
        <source>granskat</source>
        <translation>reviewed</translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>{0} träffar ersatta</source>
        <translation>{0} hits replaced</translation>
    </message>
    <message>
        <source>en träff ersatt</source>
        <translation>one hit replaced</translation>
    </message>
    <message>
        <source>skrivet</source>
        <translation>typing</translation>
    </message>
    <message>
        <source>raderat</source>
        <translation>erasing</translation>
    </message>
    <message>
        <source>text ersatt</source>
        <translation>text replaced</translation>
    </message>
    <message>
        <source>inklistrat</source>
        <translation>pasting</translation>
    </message>
    <message>
        <source>stycke delat</source>
        <translation>paragraph split</translation>
    </message>
    <message>
        <source>stycken sammanfogade</source>
        <translation>paragraphs joined</translation>
    </message>
    <message>
        <source>infogat</source>
        <translation>insertion</translation>
    </message>
    <message>
        <source>borttaget</source>
        <translation>deletion</translation>
    </message>
    <message>
        <source>stycke flyttat</source>
        <translation>paragraph moved</translation>
    </message>
    <message>
        <source>teckenformat</source>
        <translation>character format</translation>
    </message>
    <message>
        <source>formatmall</source>
        <translation>style</translation>
    </message>
    <message>
        <source>lista</source>
        <translation>list</translation>
    </message>
    <message>
        <source>länk</source>
        <translation>link</translation>
    </message>
    <message>
        <source>tabell ändrad</source>
        <translation>table changed</translation>
    </message>
    <message>
        <source>tidigare lydelse återställd</source>
        <translation>earlier wording restored</translation>
    </message>
    <message>
        <source>kommentar</source>
        <translation>comment</translation>
    </message>
    <message>
        <source>spårad ändring avgjord</source>
        <translation>tracked change resolved</translation>
    </message>
    <message>
        <source>version som arbetskopia</source>
        <translation>version as working copy</translation>
    </message>
    <message>
        <source>inläst från Word</source>
        <translation>read in from Word</translation>
    </message>
    <message>
        <source>räddat ur den skadade filen</source>
        <translation>salvaged from the damaged file</translation>
    </message>
</context>
</TS>
