#!/bin/sh
# Gathers the window's Swedish texts into resources/i18n/*.ts and makes the .qm files that the window reads.
# A text without a translation is listed, and ends this with an error: fill it in in rus_editor_en.ts, then run it again.
# The Swedish file holds plurals only, which no source text can tell.
set -eu
cd "${0%/*}/.."

folder=resources/i18n
sources=$(find rus_editor/ui -name '*.py' | LC_ALL=C sort)
# shellcheck disable=SC2086  # several files are several words
.venv/bin/pyside6-lupdate -silent -no-obsolete -locations none -source-language sv_SE -target-language en_GB \
    $sources -ts $folder/rus_editor_en.ts
# shellcheck disable=SC2086
.venv/bin/pyside6-lupdate -silent -no-obsolete -locations none -pluralonly -source-language sv_SE \
    -target-language sv_SE $sources -ts $folder/rus_editor_sv.ts
for language in en sv; do
    .venv/bin/pyside6-lrelease -silent $folder/rus_editor_$language.ts -qm $folder/rus_editor_$language.qm
done
missing=$(grep -h -B 3 'type="unfinished"' $folder/*.ts | sed -n 's: *<source>\(.*\)</source>:  \1:p')
if [ -n "$missing" ]; then
    printf 'Without translation:\n%s\n' "$missing" >&2
    exit 1
fi
