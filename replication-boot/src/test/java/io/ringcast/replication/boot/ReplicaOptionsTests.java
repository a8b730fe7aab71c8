package io.ringcast.replication.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.MembershipOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaOptionsTests {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, -, 1", "-, 2, 2", "1, -, 1", "2, -, 2", "3, -, 2", "4, -, 3", "5, -, 3", "3, 2, 2", "3, 3, 3"})
    void theNumberOfServersGivesTheMajority(@Nullable Integer servers, @Nullable Integer minMembers, int required) {
        assertThat(options(servers, minMembers).required()).isEqualTo(required);
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 2", "4, 2, 3", "3, 4, 2"})
    void aMinMembersThatIsNoMajorityContradicts(int servers, int minMembers, int right) {
        assertThatExceptionOfType(WrongPropertyException.class)
                .isThrownBy(() -> options(servers, minMembers))
                .withMessage(
                        "reservation.min-members=%d contradicts reservation.servers=%d, whose majority is %d. Leave"
                                + " reservation.min-members out.",
                        minMembers, servers, right);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "101, 1"})
    void aNumberOfServersThatCannotBeIsRefused(int servers, int minMembers) {
        assertThatExceptionOfType(WrongPropertyException.class)
                .isThrownBy(() -> options(servers, minMembers))
                .withMessage("reservation.servers should be a number from 1 to 100.");
    }

    private static ReplicaOptions options(@Nullable Integer servers, @Nullable Integer minMembers) {
        return new ReplicaOptions(
                "reservation",
                MembershipOptions.of("reservation"),
                null,
                servers,
                minMembers,
                Durability.ALWAYS,
                100_000,
                Duration.ofSeconds(2));
    }
}
