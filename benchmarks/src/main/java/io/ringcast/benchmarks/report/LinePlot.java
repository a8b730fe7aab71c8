package io.ringcast.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A line chart as SVG. The vertical axis begins at 0, so that proportions are seen as they are.
 *
 * @param scale of the horizontal axis
 * @param xLabel what the horizontal axis counts
 * @param yLabel what the vertical axis counts
 */
public record LinePlot(String title, Scale scale, String xLabel, String yLabel, List<Series> series) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int TICKS = 5;
    /** How many times the first value is what the vertical axis stands at. */
    private static final double LOG_MARGIN = 1.5;

    private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd");

    /** How far apart values stand. */
    public enum Scale {
        /** As far as they differ; begins at 0. */
        LINEAR,
        /** As many times as one is the other; values are positive. */
        LOGARITHMIC
    }

    /** One line. */
    public record Series(String name, List<Point> points) {
        /** Copies the list. */
        public Series {
            points = List.copyOf(points);
        }
    }

    /** One value. */
    public record Point(double x, double y) {}

    /** Copies the list. */
    public LinePlot {
        series = List.copyOf(series);
    }

    /** The document. */
    public String svg() {
        var svg = new StringBuilder();
        svg.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n")
                .formatted(WIDTH, HEIGHT));
        text(svg, WIDTH / 2.0, 20, "middle", title);
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", xLabel);
        text(svg, 10, TOP - 12, "start", yLabel);
        axes(svg);
        for (int i = 0; i < series.size(); i++) {
            line(svg, series.get(i), COLOURS.get(i % COLOURS.size()), i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        double step = step(maxY());
        for (double y = 0; y <= maxY() + step / 2; y += step) {
            rule(svg, LEFT, at(y), WIDTH - RIGHT, at(y));
            text(svg, LEFT - 8, at(y) + 4, "end", label(y));
        }
        series.stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(Point::x)
                .distinct()
                .forEach(x -> text(svg, across(x), HEIGHT - BOTTOM + 18, "middle", label(x)));
    }

    private void line(StringBuilder svg, Series line, String colour, int place) {
        var points = new StringBuilder();
        for (Point point : line.points()) {
            points.append(number(across(point.x())))
                    .append(',')
                    .append(number(at(point.y())))
                    .append(' ');
            svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>%n"
                    .formatted(number(across(point.x())), number(at(point.y())), colour));
        }
        svg.append("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
                .formatted(points.toString().strip(), colour));
        double y = TOP + 16.0 * place;
        svg.append("<rect x=\"%d\" y=\"%s\" width=\"10\" height=\"10\" fill=\"%s\"/>%n"
                .formatted(LEFT + 10, number(y - 9), colour));
        text(svg, LEFT + 26, y, "start", line.name());
    }

    /** 1, 2 or 5 times a power of ten, so that about {@value #TICKS} ticks reach the largest value. */
    static double step(double max) {
        double rough = max / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    private double maxY() {
        return max(Point::y);
    }

    private double max(ToDoubleFunction<Point> value) {
        return series.stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(value)
                .max()
                .orElse(1);
    }

    private double across(double x) {
        double share = switch (scale) {
            case LINEAR -> x / max(Point::x);
            case LOGARITHMIC -> Math.log(x / minX() * LOG_MARGIN) / Math.log(max(Point::x) / minX() * LOG_MARGIN);
        };
        return LEFT + share * (WIDTH - LEFT - RIGHT - 20);
    }

    private double minX() {
        return series.stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(Point::x)
                .min()
                .orElse(1);
    }

    private double at(double y) {
        return HEIGHT - BOTTOM - y / (maxY() * 1.1) * (HEIGHT - TOP - BOTTOM);
    }

    private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"#ddd\"/>%n"
                .formatted(number(x1), number(y1), number(x2), number(y2)));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n"
                .formatted(
                        number(x), number(y), anchor, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String label(double value) {
        return value >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
