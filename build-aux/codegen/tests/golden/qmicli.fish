# SPDX-License-Identifier: LGPL-2.1-or-later
# Completion of qmicli for fish. Generated, do not edit.

function __qmicli_typed
    string replace -r -- '^--[^=]*=' '' (commandline -ct)
end

# $argv: the words of each place between commas.
function __qmicli_list
    set -l typed (__qmicli_typed)
    set -l pieces (string split , -- "$typed")
    set -l before (string replace -r -- '[^,]*$' '' "$typed")
    for word in (string split -n ' ' -- "$argv[$(count $pieces)]")
        echo "$before$word"
    end
end

# Likewise for "key=words" in any order.
function __qmicli_keys
    set -l typed (__qmicli_typed)
    set -l before (string replace -r -- '[^,]*$' '' "$typed")
    set -l piece (string replace -r -- '.*,' '' "$typed")
    for key in $argv
        set -l pair (string split -m 1 = -- $key)
        if not string match -q -- '*=*' "$piece"
            echo "$before$pair[1]="
        else if string match -q -- "$pair[1]=*" "$piece"
            for word in (string split -n ' ' -- "$pair[2]")
                echo "$before$pair[1]=$word"
            end
        end
    end
end

function __qmicli_port
    for port in /dev/cdc-wdm* /dev/wwan*qmi*
        echo $port
    end
    __fish_complete_path (__qmicli_typed)
end

function __qmicli_file
    __fish_complete_path (__qmicli_typed)
end

function __qmicli_request
    string split ' ' 'tny-boil tny-get-numbers tny-get-texts tny-get-lists tny-pour tny-reset tny-noop tny-pour-next tny-follow-boiling tny-follow-water wid-get-lid'
end

complete -c qmicli -f
complete -c qmicli -s d -l device -r -a '(__qmicli_port)' -d 'Where the kettle is'
complete -c qmicli -l format -r -a '(__qmicli_list \'text json\')' -d 'How to print'
complete -c qmicli -l decode -a '(__qmicli_file)' -d 'Decode frames'
complete -c qmicli -s h -l help -d 'Print this'
complete -c qmicli -l help-all -d 'Print all options'
complete -c qmicli -l help-tny -d 'Print the options of the Tiny Kettle Service'
complete -c qmicli -l help-wid -d 'Print the options of the Wide Number Service'
complete -c qmicli -l tny-boil -r -a '(__qmicli_list \'\' \'\' \'enable disable\')' -d 'Fills, heats and locks in one go'
complete -c qmicli -l tny-get-numbers -d 'Reports one value of every numeric type'
complete -c qmicli -l tny-get-texts -d 'Reports one value of every kind of text'
complete -c qmicli -l tny-get-lists -d 'Reports one value of every kind of list'
complete -c qmicli -l tny-pour -r -a '(__qmicli_keys \'first-owner=\' \'motto-start=\' \'motto-end=\' \'mode=\' \'cup-number=\')' -d 'Fills the cups from a list of cups'
complete -c qmicli -l tny-reset -d 'Empties it and forgets everything'
complete -c qmicli -l tny-noop -d 'Allocates a client id and does nothing'
complete -c qmicli -l tny-pour-next -r -d 'Shows the cups and pours into one of them'
complete -c qmicli -l tny-follow-boiling -d 'Sets the kettle and tells when it boils'
complete -c qmicli -l tny-follow-water -d 'Goes on until what Set Kettle began is over'
complete -c qmicli -l wid-get-lid -d 'Asks another kettle for its cover'
