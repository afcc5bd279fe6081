<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="sv_SE">
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
</TS>
