package ml.lifecycle.internal.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import ml.lifecycle.RefusedException;
import ml.lifecycle.report.ReportText;
import ml.lifecycle.spi.LogId;
import ml.lifecycle.spi.LogKind;
import org.jspecify.annotations.Nullable;

/**
 * The rules for names. A name is shown to people as it was given and never becomes a path: files are named by
 * {@link #log}, a readable ASCII form followed by a hash.
 */
public final class Names {

    private static final int MAX_LENGTH = 250;
    private static final int SLUG_LENGTH = 40;
    /** Names that some systems do not let a file have, whatever follows a dot. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com0", "com1", "com2", "com3",
            "com4", "com5", "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6",
            "lpt7", "lpt8", "lpt9");

    private Names() {}

    /**
     * Checks the name of an experiment, a model, a data set or a run.
     *
     * @param what what is named, for the message: {@code experiment}
     * @param name the name
     * @return the name
     */
    public static String requireName(String what, @Nullable String name) {
        String checked = requireText(what, name);
        String problem = checked.indexOf('/') >= 0 || checked.indexOf('\\') >= 0
                ? "it holds a slash"
                : segmentProblem(checked);
        if (problem != null) {
            throw refused(what, checked, problem);
        }
        return checked;
    }

    /**
     * Checks the name of a param, a metric or a tag; slashes may group them.
     *
     * @param what what is named, for the message: {@code metric}
     * @param name the name
     * @return the name
     */
    public static String requireKey(String what, @Nullable String name) {
        return requireSegments(what, requireText(what, name));
    }

    /**
     * Checks the path of an artifact.
     *
     * @param path relative, separated by {@code /}
     * @return the path
     */
    public static String requirePath(@Nullable String path) {
        String checked = requireSegments("artifact", requireText("artifact", path));
        if (checked.indexOf(':') >= 0 || checked.indexOf('%') >= 0) {
            throw refused("artifact", checked, "it holds ':' or '%', which some systems read as more than a name");
        }
        return checked;
    }

    private static String requireSegments(String what, String name) {
        if (name.indexOf('\\') >= 0) {
            throw refused(what, name, "it holds a backslash");
        }
        for (String segment : name.split("/", -1)) {
            String problem = segment.isEmpty() ? "it has an empty part beside a slash" : segmentProblem(segment);
            if (problem != null) {
                throw refused(what, name, problem);
            }
        }
        return name;
    }

    private static @Nullable String segmentProblem(String segment) {
        if (segment.equals(".") || segment.equals("..")) {
            return "it is or holds '" + segment + "', which is a direction and no name";
        }
        int dot = segment.indexOf('.');
        String stem = (dot < 0 ? segment : segment.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem) ? "'" + segment + "' is a device on some systems" : null;
    }

    private static String requireText(String what, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw refused(what, "", "it is empty");
        }
        if (name.length() > MAX_LENGTH) {
            throw refused(what, name.substring(0, 40) + "…", "it has " + name.length() + " characters");
        }
        if (!name.equals(name.strip())) {
            throw refused(what, name, "it begins or ends with white space");
        }
        if (!isAscii(name) && !Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            throw refused(what, name, "it is not in Unicode normal form C, so that two names could look the same");
        }
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            if (!isPrintable(name.codePointAt(i))) {
                throw refused(what, name, String.format(Locale.ROOT,
                        "it holds the character U+%04X, which cannot be seen", name.codePointAt(i)));
            }
        }
        return name;
    }

    /** Whether a text has no other characters, and so is in all normal forms. Loading the tables of these takes a while. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String normalized(String text, Normalizer.Form form) {
        return isAscii(text) ? text : Normalizer.normalize(text, form);
    }

    /**
     * Whether a person can see a character: no control or format character, no line break, no half of a pair.
     *
     * @param character a code point
     * @return whether it is printable
     */
    public static boolean isPrintable(int character) {
        return ReportText.isVisible(character);
    }

    private static RefusedException refused(String what, String name, String problem) {
        return new RefusedException("The " + what + " name '" + printable(name) + "' is not allowed: " + problem
                + ". Expected 1 to " + MAX_LENGTH + " printable characters"
                + (what.equals("artifact") || what.equals("param") || what.equals("metric") || what.equals("tag")
                        ? ", in parts separated by '/' if wanted." : " without '/' and '\\'."));
    }

    /**
     * A text that is safe to show: characters that cannot be seen are written as numbers.
     *
     * @param text any text
     * @return the text without hidden characters
     */
    public static String printable(String text) {
        return ReportText.visible(text);
    }

    /**
     * The log of a name. Names that differ only in case or in compatible forms of characters have the same log, whose
     * first event holds the true name.
     *
     * @param kind what is named
     * @param name the name, checked already
     * @return the log
     */
    public static LogId log(LogKind kind, String name) {
        String folded = normalized(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String slug = slug(normalized(folded, Normalizer.Form.NFKD));
        String hash = Digests.of(folded).substring(0, 12);
        return new LogId(kind, slug.isEmpty() ? hash : slug + "-" + hash);
    }

    /** The letters and digits of a text; all between two of them becomes one dash. */
    private static String slug(String text) {
        StringBuilder slug = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length() && slug.length() < SLUG_LENGTH; i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                slug.append(gap ? "-" : "");
                if (slug.length() < SLUG_LENGTH) {
                    slug.append(c);
                }
                gap = false;
            } else {
                gap = !slug.isEmpty();
            }
        }
        int end = slug.length();
        return slug.substring(0, end > 0 && slug.charAt(end - 1) == '-' ? end - 1 : end);
    }
}
