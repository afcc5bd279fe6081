<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="sv_SE">
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
    <name>FileField</name>
    <message>
        <source>Välj…</source>
        <translation>Choose…</translation>
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
        <source>Skilj på stora och små</source>
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
        <source>{style} ▾</source>
        <translation>{style} ▾</translation>
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
        <source>i texten</source>
        <translation>in the text</translation>
    </message>
    <message>
        <source>av</source>
        <translation>off</translation>
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
        <source>Sidan</source>
        <translation>The page</translation>
    </message>
    <message>
        <source>Ingen sida innehåller alla orden.</source>
        <translation>No page has all the words.</translation>
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
        <source>Projektet ligger nu i {0}. Allt du skriver därefter sparas på den här datorn.</source>
        <translation>The project is now in {0}. What you write after this is saved on this computer.</translation>
    </message>
    <message>
        <source>Projektet ligger nu i {0} och kan lämnas över. Stäng det här innan någon annan öppnar det.</source>
        <translation>The project is now in {0} and can be handed over. Close it here before somebody else opens it.</translation>
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
        <source>Kapitel {0} av {1}</source>
        <translation>Chapter {0} of {1}</translation>
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
        <translation>The project&apos;s name</translation>
    </message>
    <message>
        <source>Dokumentets upplägg</source>
        <translation>The document&apos;s layout</translation>
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
        <translation>&amp;Layout:</translation>
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
        <source>Exemplet</source>
        <translation>The example</translation>
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
        <source>(tomt)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>Inga kommentarer till stycket.</source>
        <translation>No comments on the paragraph.</translation>
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
        <source>BÖRJA</source>
        <translation>BEGIN</translation>
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
        <source>i dag {0}</source>
        <translation>today {0}</translation>
    </message>
    <message>
        <source>i går {0}</source>
        <translation>yesterday {0}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Sparläge</source>
        <translation>State of saving</translation>
    </message>
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
        <source>Välj för att se var</source>
        <translation>Choose to see where</translation>
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
    <name>TextPane</name>
    <message>
        <source>Fotnoter</source>
        <translation>Footnotes</translation>
    </message>
    <message>
        <source>Kapitlets text</source>
        <translation>The chapter&apos;s text</translation>
    </message>
    <message>
        <source>Inga förslag</source>
        <translation>No suggestions</translation>
    </message>
    <message>
        <source>Lägg till ”{word}” i projektets ord</source>
        <translation>Add “{word}” to the project’s words</translation>
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
    <name>WordChips</name>
    <message>
        <source>Lägg till: {name}</source>
        <translation>Add: {name}</translation>
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
        <source>&amp;Word-dokument…</source>
        <translation>&amp;Word document…</translation>
    </message>
    <message>
        <source>Word-dokument med &amp;spårade ändringar…</source>
        <translation>Word document with &amp;tracked changes…</translation>
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
        <source>&amp;Projekt</source>
        <translation>&amp;Project</translation>
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
        <source>&amp;Återställ tidigare lydelse</source>
        <translation>&amp;Restore the earlier wording</translation>
    </message>
    <message>
        <source>&amp;Godta spårad ändring</source>
        <translation>&amp;Accept tracked change</translation>
    </message>
    <message>
        <source>A&amp;vvisa spårad ändring</source>
        <translation>Re&amp;ject tracked change</translation>
    </message>
    <message>
        <source>Godta a&amp;lla spårade ändringar</source>
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
        <translation>The project&apos;s &amp;own words…</translation>
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
    <name>parts</name>
    <message>
        <source>Versioner</source>
        <translation>Versions</translation>
    </message>
</context>
<context>
    <name>speaker</name>
    <message>
        <source>orört</source>
        <translation>untouched</translation>
    </message>
    <message>
        <source>påbörjat</source>
        <translation>begun</translation>
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
</context>
</TS>
