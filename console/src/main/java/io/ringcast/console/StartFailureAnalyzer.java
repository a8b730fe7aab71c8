package io.ringcast.console;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Explains failures by our own exceptions: every exception type in {@code io.ringcast} carries a whole sentence that says
 * what would have been right.
 */
final class StartFailureAnalyzer implements FailureAnalyzer {
    private static final String OURS = "io.ringcast.";
    private static final int CAUSES_MAX = 50;

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
            if (cause.getClass().getName().startsWith(OURS) && cause.getMessage() != null) {
                return new FailureAnalysis(cause.getMessage(), null, cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
