# From a fresh clone every target does its own set-up in .venv; the second time it only does its work.
# For Linux (and whatever has make and a POSIX shell). On Windows: CONTRIBUTING.md.

BIN := .venv/bin
OUT ?= out
ARGS ?=

QT_PARTS := libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0 libdbus-1.so.3:libdbus-1-3 \
    libfontconfig.so.1:libfontconfig1 libglib-2.0.so.0:libglib2.0-0 libxcb-cursor.so.0:libxcb-cursor0 \
    libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1 \
    libxcb-randr.so.0:libxcb-randr0 libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0 \
    libxcb-shm.so.0:libxcb-shm0 libxcb-sync.so.1:libxcb-sync1 libxcb-xfixes.so.0:libxcb-xfixes0 \
    libxcb-xkb.so.1:libxcb-xkb1 libX11-xcb.so.1:libx11-xcb1 libxkbcommon-x11.so.0:libxkbcommon-x11-0
SPELLING_PARTS := libenchant-2.so.2:libenchant-2-2 /usr/share/hunspell/sv_SE.dic:hunspell-sv

.DEFAULT_GOAL := help
.PHONY: help demo run test check format bench translations pictures handbook fonts lock wheel clean set-up window-parts test-parts

help:
	@echo "make demo    compares the example pair and makes every export of it (PDF, Word, slides, spreadsheet, web page …) in $(OUT)/"
	@echo "make run     opens the example in the window; a verb or files in ARGS, as in make run ARGS='compare old.docx new.docx'"
	@echo "make test    runs all tests; choose in ARGS, as in make test ARGS='tests/word -k strict'"
	@echo "make check   style, types and the house's import rules"
	@echo "make format  puts the code in the agreed form"
	@echo "make bench   measures speed, memory and faithfulness, of other programs too (half an hour the first time)"
	@echo "make translations gathers the window's texts; those without English are listed, to be filled in in resources/i18n"
	@echo "make pictures     draws the window, light and dark, at 100 and 150 %, in $(OUT)/"
	@echo "make handbook     writes the handbook's table of keys and draws its pictures, in docs/handbok"
	@echo "make fonts   cuts the window's fonts anew out of Debian's fonts-inter, in resources/fonts/window"
	@echo "make wheel   builds the program as a wheel in dist/"
	@echo "make lock    pins the dependencies anew after a change in pyproject.toml; UPGRADE=--upgrade moves them up"
	@echo "make clean   takes away .venv, caches and what was built"

set-up:
	@sh packaging/set_up.sh

# What Qt loads from the system; and Swedish words to check spelling by, without which the program says so and works.
window-parts: set-up
	@sh packaging/system_parts.sh need $(QT_PARTS)
	@sh packaging/system_parts.sh wish $(SPELLING_PARTS)

# A second reader of Office files, with a font to lay them out in; a screen, a hand and a window manager for the journeys;
# a browser for the web page.
test-parts: window-parts
	@sh packaging/system_parts.sh need soffice:libreoffice-writer-nogui,fonts-liberation \
	    /usr/lib/libreoffice/program/libsclo.so:libreoffice-calc-nogui \
	    /usr/lib/libreoffice/program/libslideshowlo.so:libreoffice-impress-nogui \
	    $(SPELLING_PARTS) Xvfb:xvfb xdotool:xdotool matchbox-window-manager:matchbox-window-manager chromium:chromium

demo: set-up
	@$(BIN)/rus-editor demo $(OUT)

# Whoever gives a verb needs no window.
run: $(if $(ARGS),set-up,window-parts)
	@$(if $(ARGS),$(BIN)/rus-editor $(ARGS),$(BIN)/python -m rus_editor.ui)

test: test-parts
	@$(BIN)/python -m pytest $(ARGS)

check: set-up
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: set-up
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: set-up
	@worst=0; for script in tests/bench/*.py; do \
	    echo "== $$script"; $(BIN)/python "$$script" || { worst=1; echo "FAILED: $$script"; }; \
	done; exit $$worst

translations: set-up
	@sh packaging/translations.sh

pictures: window-parts
	@$(BIN)/python packaging/draw_window.py $(OUT)

handbook: window-parts
	@$(BIN)/python packaging/handbook_keys.py
	@$(BIN)/python packaging/draw_handbook.py

wheel: set-up
	@$(BIN)/uv build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist
	@ls dist/*.whl

fonts: set-up
	@sh packaging/system_parts.sh need /usr/share/fonts/opentype/inter/Inter-Regular.otf:fonts-inter
	@$(BIN)/python packaging/cut_fonts.py

lock: set-up
	@UPGRADE="$(UPGRADE)" sh packaging/lock.sh

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
