<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="sv_SE">
<context>
    <name>BackupsDialog</name>
    <message numerus="yes">
        <source>%n versioner</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versioner</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardNames</name>
    <message numerus="yes">
        <source>%n belägg</source>
        <translation>
            <numerusform>%n belägg</numerusform>
            <numerusform>%n belägg</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangePanel</name>
    <message numerus="yes">
        <source>%n ändringar valda</source>
        <translation>
            <numerusform>%n ändring vald</numerusform>
            <numerusform>%n ändringar valda</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChapterListModel</name>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n ändring</numerusform>
            <numerusform>%n ändringar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message numerus="yes">
        <source>{0}, %n ändringar</source>
        <translation>
            <numerusform>{0}, %n ändring</numerusform>
            <numerusform>{0}, %n ändringar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n ändring</numerusform>
            <numerusform>%n ändringar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n träffar</source>
        <translation>
            <numerusform>%n träff</numerusform>
            <numerusform>%n träffar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message numerus="yes">
        <source>%n träffar</source>
        <translation>
            <numerusform>%n träff</numerusform>
            <numerusform>%n träffar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message numerus="yes">
        <source>%n filer ligger nu i {0}.</source>
        <translation>
            <numerusform>%n fil ligger nu i {0}.</numerusform>
            <numerusform>%n filer ligger nu i {0}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewRuler</name>
    <message numerus="yes">
        <source>%n ändrade rader</source>
        <translation>
            <numerusform>%n ändrad rad</numerusform>
            <numerusform>%n ändrade rader</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PairWindow</name>
    <message numerus="yes">
        <source>%n ändringar jämfört med {0}</source>
        <translation>
            <numerusform>%n ändring jämfört med {0}</numerusform>
            <numerusform>%n ändringar jämfört med {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>%n ändringar finns i dokumentet.</source>
        <translation>
            <numerusform>%n ändring finns i dokumentet.</numerusform>
            <numerusform>%n ändringar finns i dokumentet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message numerus="yes">
        <source>%n ändringar räknas som sedda. ”Sedan jag granskade sist” visar det som kommer efter.</source>
        <translation>
            <numerusform>%n ändring räknas som sedd. ”Sedan jag granskade sist” visar det som kommer efter.</numerusform>
            <numerusform>%n ändringar räknas som sedda. ”Sedan jag granskade sist” visar det som kommer efter.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowNames</name>
    <message numerus="yes">
        <source>Delat i %n stycken</source>
        <translation>
            <numerusform>Delat i %n stycke</numerusform>
            <numerusform>Delat i %n stycken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sammanslaget av %n stycken</source>
        <translation>
            <numerusform>Sammanslaget av %n stycke</numerusform>
            <numerusform>Sammanslaget av %n stycken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n oförändrade stycken</source>
        <translation>
            <numerusform>%n oförändrat stycke</numerusform>
            <numerusform>%n oförändrade stycken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message numerus="yes">
        <source>Visa borttagna ur listan (%n)</source>
        <translation>
            <numerusform>Visa borttaget ur listan (%n)</numerusform>
            <numerusform>Visa borttagna ur listan (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StructureDialog</name>
    <message numerus="yes">
        <source>⚠ %n avvikelser i strukturen</source>
        <translation>
            <numerusform>⚠ %n avvikelse i strukturen</numerusform>
            <numerusform>⚠ %n avvikelser i strukturen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StructureGuard</name>
    <message numerus="yes">
        <source>⚠ %n avvikelser i strukturen</source>
        <translation>
            <numerusform>⚠ %n avvikelse i strukturen</numerusform>
            <numerusform>⚠ %n avvikelser i strukturen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuggestionNames</name>
    <message numerus="yes">
        <source>Visa %n till</source>
        <translation>
            <numerusform>Visa %n till</numerusform>
            <numerusform>Visa %n till</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message numerus="yes">
        <source>Visa bortlagda (%n)</source>
        <translation>
            <numerusform>Visa bortlagda (%n)</numerusform>
            <numerusform>Visa bortlagda (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n utvalda</source>
        <translation>
            <numerusform>%n utvald</numerusform>
            <numerusform>%n utvalda</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n ändring</numerusform>
            <numerusform>%n ändringar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>hela sammanfattningen: %n ord</source>
        <translation>
            <numerusform>hela sammanfattningen: %n ord</numerusform>
            <numerusform>hela sammanfattningen: %n ord</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Visa alla %n teman</source>
        <translation>
            <numerusform>Visa %n tema</numerusform>
            <numerusform>Visa alla %n teman</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextFacts</name>
    <message numerus="yes">
        <source>%n versioner</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versioner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n ändring</numerusform>
            <numerusform>%n ändringar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextNames</name>
    <message numerus="yes">
        <source>%n ändringar</source>
        <translation>
            <numerusform>%n ändring</numerusform>
            <numerusform>%n ändringar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkingCopy</name>
    <message numerus="yes">
        <source>%n stycken ändrade</source>
        <translation>
            <numerusform>%n stycke ändrat</numerusform>
            <numerusform>%n stycken ändrade</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nya</source>
        <translation>
            <numerusform>%n nytt</numerusform>
            <numerusform>%n nya</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n borttagna</source>
        <translation>
            <numerusform>%n borttaget</numerusform>
            <numerusform>%n borttagna</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n anteckningar hittade inte sin text och ligger nu bland de lösryckta.</source>
        <translation>
            <numerusform>%n anteckning hittade inte sin text och ligger nu bland de lösryckta.</numerusform>
            <numerusform>%n anteckningar hittade inte sin text och ligger nu bland de lösryckta.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_ReplaceBox</name>
    <message numerus="yes">
        <source>%n filer finns redan. Ska de ersättas?</source>
        <translation>
            <numerusform>%n fil finns redan. Ska den ersättas?</numerusform>
            <numerusform>%n filer finns redan. Ska de ersättas?</numerusform>
        </translation>
    </message>
</context>
</TS>
