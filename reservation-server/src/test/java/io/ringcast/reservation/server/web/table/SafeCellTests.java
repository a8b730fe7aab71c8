package io.ringcast.reservation.server.web.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellTests {
    private static final String PAYLOAD = "=HYPERLINK(\"http://evil\",\"click\")";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                " =1",
                "\u00a0=1",
                "＝1",
                "'=1",
                "''=1",
                "' '=1",
                "'",
                "''",
                "O'Neill",
                "'x",
                "a=b",
                "8:30-9:30",
                "a",
                " a ",
                "\"q\"",
                "a,b",
                "a;b",
                "\u3000=1",
                "'@",
                "x'=1"
            })
    void aNameComesBackAsItWas(String name) throws WrongTableException {
        assertThat(SafeCell.read(SafeCell.write(name))).isEqualTo(name);
        for (Formulas formulas : Formulas.values()) {
            var reservation = new Reservation(new Slot(name, name, name), name, "c-1", 1);
            String table = ReservationTables.write(List.of(reservation), formulas);

            assertThat(ReservationTables.read(table, formulas))
                    .containsExactly(new TableRow(2, name, name, name, name, null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u00a0=1", "＝1", "'=1"})
    void noCellBeginsLikeAFormula(String name) {
        assertThat(SafeCell.write(name)).isEqualTo("'" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"O'Neill", "'tis", "8:30-9:30", "a=b", "ME4494"})
    void otherNamesAreLeftAsTheyAre(String name) {
        assertThat(SafeCell.write(name)).isEqualTo(name);
        assertThat(SafeCell.read(name)).isEqualTo(name);
    }

    @Test
    void rawTablesHoldNamesAsTheyAre() {
        var reservation = new Reservation(new Slot("ME4494", "8:30-9:30", "Monday"), PAYLOAD, "c-1", 1);
        assertThat(ReservationTables.write(List.of(reservation), Formulas.RAW)).contains(",\"=HYPERLINK(");
        assertThat(ReservationTables.write(List.of(reservation), Formulas.TEXT)).contains(",\"'=HYPERLINK(");
    }
}
