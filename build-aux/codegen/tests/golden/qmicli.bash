# SPDX-License-Identifier: LGPL-2.1-or-later
# Completion of qmicli for bash. Generated, do not edit.

# Whole arguments that could be meant by $typed; $1 and so on: the words of each place between commas.
_qmicli_list () {
    local before=${typed%"${typed##*,}"} commas=${typed//[^,]/} word
    local place=$((${#commas} + 1))
    for word in ${!place}; do
        found+=("$before$word")
    done
}

# Likewise for "key=words" in any order.
_qmicli_keys () {
    local before=${typed%"${typed##*,}"} piece=${typed##*,} key word
    for key; do
        if [[ $piece == "${key%%=*}="* ]]; then
            for word in ${key#*=}; do
                found+=("$before${key%%=*}=$word")
            done
        elif [[ $piece != *=* ]]; then
            found+=("$before${key%%=*}=")
        fi
    done
}

_qmicli_file () {
    local name
    while IFS= read -r name; do
        found+=("$name")
    done < <(compgen -f -- "$typed")
}

_qmicli_port () {
    local name
    for name in /dev/cdc-wdm* /dev/wwan*qmi*; do
        [[ ! -e $name ]] || found+=("$name")
    done
    [[ -z $typed || /dev/ == "$typed"* || $typed == /dev/[cw]* ]] || _qmicli_file
}

_qmicli_request () {
    found+=(tny-boil tny-get-numbers tny-get-texts tny-get-lists tny-pour tny-reset tny-noop tny-pour-next tny-follow-boiling tny-follow-water wid-get-lid)
}

# Fills $found for option $1; fails if it takes no argument.
_qmicli_argument () {
    case $1 in
        --device | -d) _qmicli_port ;;
        --format) _qmicli_list 'text json' ;;
        --decode) _qmicli_file ;;
        --tny-boil) _qmicli_list '' '' 'enable disable' ;;
        --tny-heat) _qmicli_list '' '' 'enable disable' ;;
        --tny-pour) _qmicli_keys 'first-owner=' 'motto-start=' 'motto-end=' 'mode=' 'cup-number=' ;;
        --tny-pour-next) : ;;
        *) return 1 ;;
    esac
}

_qmicli_option () {
    found+=(--device= --format= --decode --help --help-all --help-tny --help-wid --tny-boil= --tny-get-numbers --tny-get-texts --tny-get-lists --tny-pour= --tny-reset --tny-noop --tny-pour-next= --tny-follow-boiling --tny-follow-water --wid-get-lid)
}

# Readline wants what stands behind the last of the characters that it takes for ends of words.
_qmicli_answer () {
    local candidate kept=${word%"${word##*[=:]}"} whole=${word%"$typed"}
    for candidate in "${found[@]}"; do
        candidate=$whole$candidate
        [[ $candidate != "$word"* ]] || COMPREPLY+=("${candidate#"$kept"}")
    done
    [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace
}

_qmicli () {
    local line=${COMP_LINE:0:COMP_POINT} word typed found=()
    word=${line##*[[:space:]]} COMPREPLY=()
    case $word in
        --*=*)
            typed=${word#*=}
            _qmicli_argument "${word%%=*}" ;;
        -*)
            typed=$word
            _qmicli_option ;;
        *)
            typed=$word line=${line%"$word"}
            line=${line%"${line##*[![:space:]]}"}
            [[ ${line##*[[:space:]]} != -* ]] || _qmicli_argument "${line##*[[:space:]]}" || _qmicli_option ;;
    esac
    _qmicli_answer
}

complete -F _qmicli qmicli
