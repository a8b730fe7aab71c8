package io.ringcast.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the classic positional arguments into properties, or says how they should have been. */
final class CommandLine {
    private final String program;
    private final List<Positional> positionals;
    private final KnownProperties known;

    /** The outcome of reading a command line. */
    sealed interface Reading {
        /** Arguments for Spring: every one is {@code --property=value}. */
        record Right(List<String> options) implements Reading {}

        /** The text to show; help was asked for. */
        record Help(String usage) implements Reading {}

        /** The text to show; something was wrong. */
        record Wrong(String usage) implements Reading {}
    }

    CommandLine(String program, List<Positional> positionals, KnownProperties known) {
        this.program = program;
        this.known = known;
        this.positionals = List.copyOf(positionals);
    }

    Reading read(String... args) {
        var check = new OptionCheck(known);
        List<String> options = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals("--help") || arg.equals("-h")) {
                return new Reading.Help(usage());
            }
            if (arg.startsWith("--")) {
                String complaint = check.complaint(arg);
                if (complaint != null) {
                    return wrong(complaint);
                }
                options.add(arg);
            } else if (arg.startsWith("-") || isAlmostAnOption(arg)) {
                return wrong(almostAnOption(arg, check));
            } else {
                values.add(arg);
            }
        }
        if (values.size() != positionals.size()) {
            return wrong(countSentence(values));
        }
        for (int i = 0; i < values.size(); i++) {
            Positional positional = positionals.get(i);
            String value = values.get(i);
            if (!positional.check().test(value)) {
                return wrong("the " + positional.name() + " is " + positional.rule() + ", not '" + value + "'.");
            }
            String option = "--" + positional.property() + "=" + value;
            String complaint = check.complaint(option);
            if (complaint != null) {
                return wrong(complaint);
            }
            options.add(option);
        }
        return new Reading.Right(options);
    }

    /** A name and a value without dashes, or with the dash that a word processor makes of two. */
    private static boolean isAlmostAnOption(String arg) {
        return arg.contains("=") || arg.startsWith("\u2013") || arg.startsWith("\u2014");
    }

    private static String almostAnOption(String arg, OptionCheck check) {
        String name = arg.split("=", 2)[0]; // Without the value, which may be a secret.
        return "'" + name + "' is not an option; options are --property=value."
                + check.suggestion(name.replaceFirst("^[-\u2013\u2014]+", ""))
                        .map(right -> " Did you mean --" + right + "=VALUE?")
                        .orElse("");
    }

    private String countSentence(List<String> values) {
        String wanted = positionals.stream().map(Positional::name).collect(Collectors.joining(" and "));
        String given = values.isEmpty() ? "none was given" : "given: " + String.join(" ", values);
        return (positionals.size() == 1 ? "one argument is" : positionals.size() + " arguments are") + " needed, "
                + wanted + "; " + given + ".";
    }

    private Reading wrong(String sentence) {
        return new Reading.Wrong(program + ": " + sentence + System.lineSeparator() + usage());
    }

    private String usage() {
        String names = positionals.stream().map(p -> " <" + p.name() + ">").collect(Collectors.joining());
        String examples = positionals.stream().map(p -> " " + p.example()).collect(Collectors.joining());
        String start = "java -jar " + program + ".jar";
        return "Usage: " + start + names + " [--property=value ...]" + System.lineSeparator() + "For example: " + start
                + examples + " --ringcast.interface=eth0";
    }
}
