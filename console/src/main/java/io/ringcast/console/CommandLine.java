package io.ringcast.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the classic positional arguments into properties, or says how they should have been. */
final class CommandLine {
    private final String program;
    private final List<Positional> positionals;

    /** The outcome of reading a command line. */
    sealed interface Reading {
        /** Arguments for Spring: every one is {@code --property=value}. */
        record Right(List<String> options) implements Reading {}

        /** The text to show; help was asked for. */
        record Help(String usage) implements Reading {}

        /** The text to show; something was wrong. */
        record Wrong(String usage) implements Reading {}
    }

    CommandLine(String program, List<Positional> positionals) {
        this.program = program;
        this.positionals = List.copyOf(positionals);
    }

    Reading read(String... args) {
        List<String> options = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals("--help") || arg.equals("-h")) {
                return new Reading.Help(usage());
            }
            if (arg.startsWith("--")) {
                options.add(arg);
            } else if (arg.startsWith("-")) {
                return wrong("'" + arg + "' is not an option; options are --property=value.");
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
            options.add("--" + positional.property() + "=" + value);
        }
        return new Reading.Right(options);
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
