import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the excerpt of the care conversations that ships with the demo, for maintainers:
 *
 * <pre>
 * javac -d target/tools demo/tools/*.java
 * java -cp target/tools MakeExcerpt care-conversations.json care-conversations-excerpt.json SECRET
 * </pre>
 *
 * The input is dev.json of IBM/twitter-customer-care-document-prediction (Apache-2.0). Whatever points to a customer is
 * replaced by something made up, the same by the same: handles, also inside of texts; addresses of mail and of pages; phone,
 * order and case numbers; first names in greetings; ids of customers' entries (their order, their time to the second and what
 * occurs twice stay) and of sessions. The handles and entries of the care accounts stay. SECRET is any text; it is not kept,
 * so that nobody can find out the originals by trying. At the end the result is searched for what must not be in it.
 */
public final class MakeExcerpt {
    /** Share of the conversations of a company that is taken. */
    private static final double SHARE = 0.22;

    /** Handles of companies, which are nobody's; everybody else who is mentioned gets another name. */
    private static final Set<String> COMPANIES = lowerCase(
            "YouTube eBay Apple Dropbox Spotify AdobePremiere Adobe hulu RockstarGames Yahoo WellsFargo creativecloud"
                    + " ytcreators YouTubeTV Photoshop yahoomail eBay_UK Google GoogleIndia Windows sprint ATT Gmail Tmobile"
                    + " Facebook Walmart WindowsInd Microsoft Micromax_Mobile ChaseforBiz southwestair PlayStation Citibank"
                    + " TuneCore spotifyartists iTunes mojangsupport SpotifyUK lysol PNCBank_Help PNCBank Wawa WWE CNN BBCWorld"
                    + " Uber OANN YouTubeIndia YTCreatorsIndia DropboxBusiness YTCreatorsDE bbb_us JetBlue PayPal Mojang"
                    + " GoogleUK googlechrome nbc30rock 30for30 Xiaomi netflix disneyplus PrimeVideo ESPNPlusHelp GetSpectrum");

    /** Companies that write as customers in some conversations: those are left out, their mentions become the care account's. */
    private static final Map<String, String> COMPANIES_AS_CUSTOMERS = Map.of(
            "amazon", "AmazonHelp", "chase", "ChaseSupport", "godaddy", "GoDaddyHelp", "tmobile", "TMobileHelp");

    /** Conversations that are about a person in a way that no rule takes out. */
    private static final Set<String> TOO_PERSONAL =
Set.of("dgcMBYiv18emOWMhCWJB", "jmuh7LETIdKaY6KriQ93", "FjzAHi1qku9gN2AQE5oF", "Hu88xsykC7FlPl0TTZ7O", "jAbe1Xkq5mIsvjJJeF0x", "exMfKfRjUazvoytCRs0i");

    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}.])[@\uFF20](\\w+)");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+ ?(?:@|\\(at\\)|\\[at\\]) ?[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern PAGE = Pattern.compile(
            "https?: ?//\\S+|\\b(?:[\\w-]+\\.)+(?:com|org|net|tv|ly|be|co|me|io|gg|uk|in|info)/\\S+");
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\w.-])[#+(]?\\d(?:[- ()]{0,2}\\d){5,}(?![\\w.]*\\w)|(?<![\\w.-])\\d{3}\\.\\d{3}\\.\\d{4}(?!\\w)");
    private static final Pattern MIXED =
            Pattern.compile("(?<![\\w@/.])(?=(?:[A-Z-]*\\d){4})(?=[0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{6,}(?!\\w)");
    /** The name of the person that an agent speaks to. */
    private static final Pattern ADDRESSED = Pattern.compile(
            "(?<=\\b(?:Hi|HI|Hey|Hello|Thanks|Sorry|there|Howdy|Dear|again)[,.!]? |, )(\\p{Lu}\\p{Ll}+)(?=[,.!?:;-]| -|$)");
    private static final Pattern ADDRESSEE = Pattern.compile("^@(\\w+)");
    private static final Set<String> NO_NAMES = lowerCase(
            "There Again Team All Everyone Please Guys Just Let Sorry Thanks Hello Sir Apple Google Adobe Spotify Hulu Yahoo"
                    + " Dropbox Windows Delta Xbox Amazon Chase Rockstar Mojang Minecraft Youtube Tube Friend Folks Unfortunately");

    private static final String[] MANNERS = {
        "amber", "brave", "calm", "clever", "cosy", "curious", "daring", "eager", "early", "fancy", "fearless", "gentle",
        "glad", "golden", "happy", "hasty", "honest", "humble", "jolly", "keen", "kind", "lively", "lucky", "mellow",
        "merry", "mighty", "modest", "nimble", "noble", "patient", "playful", "polite", "proud", "quick", "quiet", "rapid",
        "silent", "silver", "sleepy", "sunny", "swift", "tidy", "tiny", "vivid", "warm", "wise", "witty", "zesty"
    };
    private static final String[] CREATURES = {
        "albatross", "badger", "beaver", "bison", "buzzard", "camel", "cheetah", "condor", "cormorant", "coyote", "dolphin",
        "dormouse", "falcon", "ferret", "finch", "flamingo", "gazelle", "gecko", "gibbon", "hamster", "hedgehog", "heron",
        "ibex", "iguana", "jackal", "jaguar", "kestrel", "kingfisher", "lemur", "lobster", "magpie", "marmot", "meerkat",
        "narwhal", "nightingale", "ocelot", "octopus", "opossum", "osprey", "otter", "panther", "partridge", "pelican",
        "penguin", "platypus", "puffin", "raccoon", "reindeer", "salmon", "seahorse", "sparrow", "squirrel", "starling",
        "stork", "tapir", "tortoise", "toucan", "walrus", "warbler", "wombat"
    };
    private static final String[] NAMES = {
        "Alex", "Robin", "Sam", "Charlie", "Jamie", "Taylor", "Jordan", "Casey", "Morgan", "Riley", "Quinn", "Avery"
    };
    private static final long SNOWFLAKE_EPOCH = 1_288_834_974_657L;
    private static final int SNOWFLAKE_SHIFT = 22;

    private final String secret;
    private final Set<String> careAccounts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> people = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> madeUp = new LinkedHashSet<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private MakeExcerpt(String secret) {
        this.secret = secret;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: java MakeExcerpt.java INPUT OUTPUT SECRET");
            System.exit(2);
        }
        Object all = new Json(Files.readString(Path.of(arguments[0]))).read();
        MakeExcerpt maker = new MakeExcerpt(arguments[2]);
        List<Map<String, Object>> conversations = list(all);
        List<Map<String, Object>> excerpt = maker.make(conversations);
        String text = Json.write(excerpt);
        maker.check(conversations, text);
        Files.writeString(Path.of(arguments[1]), text, StandardCharsets.UTF_8);
        System.out.println(excerpt.size() + " conversations, " + maker.people.size() + " people renamed");
    }

    private List<Map<String, Object>> make(List<Map<String, Object>> conversations) {
        for (Map<String, Object> conversation : conversations) {
            careAccounts.add(company(conversation));
            for (Map<String, Object> entry : entries(conversation)) {
                if (entry.containsKey("agent")) {
                    careAccounts.add((String) entry.get("agent"));
                }
            }
        }
        for (Map<String, Object> conversation : conversations) {
            for (Map<String, Object> entry : entries(conversation)) {
                if (writer(entry).startsWith("client")) {
                    ids.put((String) entry.get("tweet_ID"), null);
                    rename((String) entry.get(writer(entry)));
                }
            }
        }
        List<Map<String, Object>> excerpt = new ArrayList<>();
        for (Map<String, Object> conversation : chosen(conversations)) {
            excerpt.add(anonymous(conversation));
        }
        return excerpt;
    }

    // ------------------------------------------------------------------ which conversations

    private List<Map<String, Object>> chosen(List<Map<String, Object>> conversations) {
        Set<Map<String, Object>> chosen = new LinkedHashSet<>(sharing(conversations));
        Map<String, List<Map<String, Object>>> byCompany = new TreeMap<>();
        for (Map<String, Object> conversation : conversations) {
            if (suitable(conversation)) {
                byCompany.computeIfAbsent(company(conversation), key -> new ArrayList<>()).add(conversation);
            }
        }
        byCompany.forEach((company, theirs) -> {
            theirs.sort(Comparator.comparing(MakeExcerpt::time));
            int wanted = Math.max(Math.min(2, theirs.size()), (int) Math.round(SHARE * theirs.size()));
            long already = theirs.stream().filter(chosen::contains).count();
            for (int i = 0; i < wanted - already; i++) {
                // spread over the whole span, and where there is a choice the longer conversation
                int from = i * theirs.size() / wanted;
                int to = Math.max(from + 1, (i + 1) * theirs.size() / wanted);
                theirs.subList(from, to).stream()
                        .filter(one -> !chosen.contains(one))
                        .max(Comparator.comparingInt(one -> entries(one).size()))
                        .ifPresent(chosen::add);
            }
        });
        // in the order of the source, which is no order of time
        return conversations.stream().filter(chosen::contains).toList();
    }

    /** Conversations that have entries in common. */
    private static List<Map<String, Object>> sharing(List<Map<String, Object>> conversations) {
        Map<String, List<Map<String, Object>>> byId = new LinkedHashMap<>();
        for (Map<String, Object> conversation : conversations) {
            for (Map<String, Object> entry : entries(conversation)) {
                byId.computeIfAbsent((String) entry.get("tweet_ID"), key -> new ArrayList<>()).add(conversation);
            }
        }
        return byId.values().stream().filter(several -> several.size() > 1).flatMap(List::stream).distinct().toList();
    }

    private static boolean suitable(Map<String, Object> conversation) {
        String session = (String) object(conversation, "dialogHeader").get("sessionID");
        return !TOO_PERSONAL.contains(session)
                && entries(conversation).stream()
                        .map(entry -> ((String) entry.get(writer(entry))).toLowerCase(Locale.ROOT))
                        .noneMatch(COMPANIES_AS_CUSTOMERS::containsKey);
    }

    // ------------------------------------------------------------------ without the people

    private Map<String, Object> anonymous(Map<String, Object> conversation) {
        Map<String, Object> header = new LinkedHashMap<>(object(conversation, "dialogHeader"));
        header.put("sessionID", letters("session", (String) header.get("sessionID"), 20));
        List<Object> content = new ArrayList<>();
        for (Map<String, Object> entry : entries(conversation)) {
            Map<String, Object> copy = new LinkedHashMap<>(entry);
            String writer = writer(entry);
            boolean client = writer.startsWith("client");
            if (client) {
                copy.put(writer, rename((String) entry.get(writer)));
                copy.put("tweet_ID", id((String) entry.get("tweet_ID"), (String) entry.get("datetime")));
            }
            copy.put("message", text((String) entry.get("message"), client));
            content.add(copy);
        }
        Map<String, Object> closing = new LinkedHashMap<>(object(conversation, "agentURL"));
        closing.put("url_utterance", text((String) closing.get("url_utterance"), false));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("agentURL", closing);
        result.put("dialogContent", content);
        result.put("dialogHeader", header);
        return result;
    }

    private String text(String text, boolean byClient) {
        String clean = replace(MAIL, text, match -> byClient
                ? "customer" + number("mail", match.toLowerCase(Locale.ROOT), 4) + "@example.org"
                : match);
        clean = replace(MENTION, clean, match -> match.endsWith("@example") ? match : "@" + rename(match.substring(1)));
        if (!byClient) {
            Matcher addressee = ADDRESSEE.matcher(clean);
            String name = NAMES[(int) (value("name", addressee.find() ? addressee.group(1) : "") % NAMES.length)];
            clean = replace(ADDRESSED, clean, match -> NO_NAMES.contains(match.toLowerCase(Locale.ROOT)) ? match : name);
        } else {
            clean = replace(PAGE, clean, match -> "https://example.org/" + number("page", match, 6));
        }
        Matcher pages = PAGE.matcher(clean);
        StringBuilder result = new StringBuilder();
        int done = 0;
        while (pages.find()) {
            result.append(words(clean.substring(done, pages.start()))).append(pages.group());
            done = pages.end();
        }
        return result.append(words(clean.substring(done))).toString();
    }

    /** What is no address of a page. */
    private String words(String text) {
        String clean = replace(NUMBER, text, match -> match.contains("800-") || match.contains("888-") ? match : digits(match));
        clean = replace(MIXED, clean, match -> match.startsWith("CE-") || match.startsWith("WS-") ? match : digits(match));
        for (String handle : people.keySet()) {
            if (handle.length() >= 5) {
                clean = clean.replaceAll(
                        "(?i)(?<![\\w@])" + Pattern.quote(handle) + "(?!\\w)", Matcher.quoteReplacement(people.get(handle)));
            }
        }
        return clean;
    }

    /** Handles of companies stay; everybody else gets one longer than the 15 characters of Twitter, so that it is nobody's. */
    private String rename(String handle) {
        String key = handle.toLowerCase(Locale.ROOT);
        if (madeUp.contains(key)) {
            return handle;
        }
        if (COMPANIES_AS_CUSTOMERS.containsKey(key)) {
            return COMPANIES_AS_CUSTOMERS.get(key);
        }
        if (careAccounts.contains(handle) || COMPANIES.contains(key)) {
            return handle;
        }
        return people.computeIfAbsent(handle, unknown -> {
            for (int attempt = 0; ; attempt++) {
                long value = value("handle" + attempt, key);
                String name = MANNERS[(int) (value % MANNERS.length)] + "_"
                        + CREATURES[(int) (value / 100 % CREATURES.length)] + "_" + (value / 100_000 % 90 + 10);
                name = name.length() > 15 ? name : "the_" + name;
                name = name.length() > 15 ? name : "just_" + name;
                if (madeUp.add(name)) {
                    return name;
                }
            }
        });
    }

    /** Another id of the same second. */
    private String id(String original, String datetime) {
        return ids.computeIfAbsent(original, unknown -> {
            long second = Instant.parse(datetime).toEpochMilli();
            long original22 = (Long.parseLong(original) >> SNOWFLAKE_SHIFT) + SNOWFLAKE_EPOCH;
            if (Math.abs(original22 - second) > 2_000) {
                throw new IllegalStateException("id and time of " + original + " do not belong together");
            }
            long millis = second - SNOWFLAKE_EPOCH + value("millis", original) % 1000;
            return Long.toString((millis << SNOWFLAKE_SHIFT) | value("id", original) % (1L << SNOWFLAKE_SHIFT));
        });
    }

    private String digits(String original) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < original.length(); i++) {
            char one = original.charAt(i);
            long value = value("digit" + i, original);
            boolean digit = one >= '0' && one <= '9';
            boolean letter = one >= 'A' && one <= 'Z';
            result.append(digit ? (char) ('0' + value % 10) : letter ? (char) ('A' + value % 26) : one);
        }
        return result.toString();
    }

    private String number(String kind, String original, int length) {
        return String.format("%0" + length + "d", value(kind, original) % (long) Math.pow(10, length));
    }

    private String letters(String kind, String original, int length) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < length; i++) {
            result.append((char) ('a' + value(kind + i, original) % 26));
        }
        return result.toString();
    }

    private long value(String kind, String original) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((secret + '\n' + kind + '\n' + original).getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, hash).shiftRight(194).longValueExact();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String replace(Pattern pattern, String text, java.util.function.UnaryOperator<String> replacement) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match.group())));
    }

    // ------------------------------------------------------------------ is it so?

    private void check(List<Map<String, Object>> originals, String excerpt) {
        String lower = excerpt.toLowerCase(Locale.ROOT);
        for (Map<String, Object> conversation : originals) {
            for (Map<String, Object> entry : entries(conversation)) {
                String writer = writer(entry);
                if (writer.startsWith("client")) {
                    search(lower, (String) entry.get(writer));
                    search(lower, (String) entry.get("tweet_ID"));
                }
                for (Pattern personal : List.of(MAIL, MENTION)) {
                    Matcher matcher = personal.matcher((String) entry.get("message"));
                    while (matcher.find()) {
                        search(lower, matcher.group().replaceFirst("^[@\uFF20]", ""));
                    }
                }
            }
        }
        if (!found.isEmpty()) {
            throw new IllegalStateException("The excerpt still holds: " + found);
        }
    }

    private void search(String lower, String original) {
        String key = original.toLowerCase(Locale.ROOT);
        boolean nobody = careAccounts.contains(original) || COMPANIES.contains(key) || COMPANIES_AS_CUSTOMERS.containsKey(key);
        if (!nobody && Pattern.compile("(?<!\\w)" + Pattern.quote(key) + "(?!\\w)").matcher(lower).find()) {
            found.add(original);
        }
    }

    // ------------------------------------------------------------------ the shape of the data

    private static String company(Map<String, Object> conversation) {
        return (String) object(conversation, "dialogHeader").get("company");
    }

    private static String time(Map<String, Object> conversation) {
        return (String) object(conversation, "dialogHeader").get("conversationDateTime");
    }

    private static String writer(Map<String, Object> entry) {
        return entry.keySet().stream()
                .filter(key -> key.startsWith("client") || key.startsWith("agent"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, Object>> entries(Map<String, Object> conversation) {
        return list(conversation.get("dialogContent"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> in, String name) {
        return (Map<String, Object>) in.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

    private static Set<String> lowerCase(String words) {
        return Set.copyOf(new TreeSet<>(List.of(words.toLowerCase(Locale.ROOT).split(" "))));
    }
}
