package org.rostrum.engagement.routing;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.engagement.Words;

/**
 * Leaves out rules that cannot apply to a text, as none of their words occurs in it, in one pass over the text however many rules there
 * are. Those that it leaves have to be tried.
 */
final class RuleIndex {
    private final BitSet always = new BitSet();
    private final Map<String, BitSet> byWord = new HashMap<>();

    RuleIndex(List<RuleMatcher> matchers) {
        for (int i = 0; i < matchers.size(); i++) {
            add(i, matchers.get(i).oneOf());
        }
    }

    private void add(int rule, List<Words.Phrase> oneOf) {
        if (oneOf.isEmpty()) {
            always.set(rule);
        }
        for (Words.Phrase phrase : oneOf) {
            String word = phrase.firstWord();
            if (word != null) {
                byWord.computeIfAbsent(word, key -> new BitSet()).set(rule);
            } else if (!phrase.empty()) {
                always.set(rule);
            }
        }
    }

    /** Their places in the list. */
    BitSet worthTrying(Words words) {
        BitSet found = (BitSet) always.clone();
        if (byWord.isEmpty()) {
            return found;
        }
        String text = words.plain();
        int begin = 1;
        for (int end = text.indexOf(' ', begin); end > 0; end = text.indexOf(' ', begin)) {
            BitSet rules = byWord.get(text.substring(begin, end));
            if (rules != null) {
                found.or(rules);
            }
            begin = end + 1;
        }
        return found;
    }
}
