package io.ringcast.protocol;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name that was probably meant when somebody wrote one that does not exist. */
public final class NearestName {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int LETTERS_PER_ERROR = 3;
    private static final int ERRORS_MAX = 3;

    private NearestName() {}

    private record Candidate(String name, int errors) {}

    /**
     * The nearest of the names: the same but for case and accents, else the only one that begins like that, else the one
     * with the fewest wrong, missing, additional or exchanged letters, if they are few.
     */
    public static Optional<String> of(String written, Collection<String> names) {
        String plain = plain(written);
        Optional<String> same =
                names.stream().filter(name -> plain(name).equals(plain)).findFirst();
        if (same.isPresent() || plain.isEmpty()) {
            return same;
        }
        List<String> longer = names.stream()
                .filter(name -> plain(name).startsWith(plain))
                .limit(2)
                .toList();
        if (longer.size() == 1) {
            return Optional.of(longer.getFirst());
        }
        int errorsMax = Math.min(ERRORS_MAX, plain.codePointCount(0, plain.length()) / LETTERS_PER_ERROR);
        return names.stream()
                .map(name -> new Candidate(name, errors(plain, plain(name), errorsMax)))
                .filter(candidate -> candidate.errors() <= errorsMax)
                .min(Comparator.comparingInt(Candidate::errors))
                .map(Candidate::name);
    }

    private static String plain(String name) {
        String decomposed = Normalizer.normalize(name.strip(), Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** The distance of Damerau and Levenshtein (optimal string alignment); {@code most + 1} if it is larger. */
    private static int errors(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int change = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(change, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = best;
            }
        }
        return distance[a.length()][b.length()];
    }
}
