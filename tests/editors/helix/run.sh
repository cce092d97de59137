#!/usr/bin/env bash
# Tests the configuration for Helix in a real Helix, with keys as a writer types them, on a copy of the example. The screens
# go to target/screenshots/helix. Needs tmux and a C compiler; installs Helix.
. "$(dirname "$0")/../terminal.sh"

# What editors/helix/README.md says.
config=$home/.config/helix
mkdir -p "$config/runtime"/{grammars,queries}
sed "s|/path/to/sayso/grammar|$root/grammar|" "$root/editors/helix/languages.toml" > "$config/languages.toml"
cp -r "$root/grammar/queries" "$config/runtime/queries/sayso"
# Without this line, Helix would also compile the grammars of other languages.
sed -i '1i use-grammars = { only = ["sayso"] }' "$config/languages.toml"
"$editors/hx" --grammar build
"$editors/hx" --health sayso | grep -q 'Tree-sitter parser:.*✓' || fails 'Helix does not find the parser'

start "$editors/hx" in-progress/first-draft.sayso
sees 'article "Prisoners freed'
keys / 'claim goodwill' Enter
sees 'claim `goodwill` has no source'
picture warning

keys / '@spain-mfa' Enter ' ' k
sees "Spain's foreign ministry"
picture hover
keys Escape g d
sees 'entities.sayso'
picture definition
keys C-o
sees 'first-draft.sayso'
keys / 'claim machado' Enter o 'about: @rocio'
sees 'rocio-san-miguel'
picture completion
keys Tab Escape
sees 'about: @rocio-san-miguel'
keys o 'source: @machado-statement at para 2' Escape
misses 'claim `machado-calls` has no source'
picture sourced

# A fix from the list of actions, which has the first one selected.
keys / 'claim goodwill' Enter ' ' a
sees 'Add `source: @television-report`'
picture actions
keys Enter Enter
sees '  source: @television-report'
misses 'claim `goodwill` has no source'

# The article, which is open in Markdown.
keys ':write' Enter ':open in-progress/first-draft.md' Enter
sees '# Prisoners freed in Venezuela'
keys / 'goodwill gesture' Enter ' ' k
sees 'goodwill'
picture article-hover
keys Escape g d
sees 'claim goodwill: '
picture article-definition
keys C-o
sees '# Prisoners freed in Venezuela'
keys / 'Who will be next' Enter ' ' a
sees 'Annotate this sentence'
picture article-actions
keys Escape
keys % s 'political prisoners' Enter c 'prisoners of conscience' Escape
sees 'prisoners of conscience. Officials'
keys ':open in-progress/first-draft.sayso' Enter
sees 'claim political-prisoners: '
keys / 'claim political' Enter
sees 'these words are not in the article'
picture stale
