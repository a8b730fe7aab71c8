package io.ringcast.benchmarks;

import io.ringcast.benchmarks.Options.RoundPlan;
import io.ringcast.benchmarks.load.Clients;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.load.RoundResult;
import io.ringcast.benchmarks.load.UsedUpException;
import io.ringcast.benchmarks.report.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures several things in turn: first a round of each that does not count, then the first round of each, then the
 * second, and so on. So a disturbance of the machine affects all of them.
 *
 * <p>When a service has nothing left to work on, only the rounds that all of them have completed count.
 */
final class Turns implements AutoCloseable {
    private final String experiment;
    private final Duration time;
    private final Duration warmUp;
    private final int rounds;
    private final List<Turn> turns = new ArrayList<>();

    private record Turn(String subject, MeasuredWork work, int servers, Clients clients, List<RoundResult> rounds) {
        void keep(int count) {
            rounds.subList(Math.min(count, rounds.size()), rounds.size()).clear();
        }
    }

    Turns(String experiment, RoundPlan plan) {
        this.experiment = experiment;
        this.time = Duration.ofSeconds(plan.seconds());
        this.warmUp = Duration.ofSeconds(plan.warmUpSeconds());
        this.rounds = plan.count();
    }

    void add(MeasuredService service, MeasuredWork work, int clients, int servers) {
        turns.add(new Turn(service.name(), work, servers, new Clients(service, work, clients), new ArrayList<>()));
    }

    List<Measurement> measure() throws InterruptedException {
        for (int number = 0; number <= rounds; number++) {
            try {
                measure(number);
            } catch (UsedUpException e) {
                int complete = number - 1;
                if (complete < 1) {
                    throw e;
                }
                Bench.say(e.getMessage() + " The table has " + complete + " of " + rounds + " rounds.");
                turns.forEach(turn -> turn.keep(complete));
                break;
            }
        }
        return turns.stream()
                .map(turn -> new Measurement(
                        experiment,
                        turn.subject(),
                        turn.work().label(),
                        turn.clients().count(),
                        turn.servers(),
                        turn.rounds(),
                        Map.of()))
                .toList();
    }

    private void measure(int number) throws InterruptedException {
        for (Turn turn : turns) {
            RoundResult round = turn.clients().work(number == 0 ? warmUp : time);
            say(number, turn, round);
            if (number > 0) {
                turn.rounds().add(round);
            }
        }
    }

    private void say(int number, Turn turn, RoundResult round) {
        System.out.printf(
                Locale.ROOT,
                "  %-8s %-28s %-8s %3d clients %2d servers %,9.0f/s  median %,8.0f µs  99 %% %,9.0f µs  failed %d%n",
                number == 0 ? "warm-up" : number + "/" + rounds,
                turn.subject(),
                turn.work().label(),
                turn.clients().count(),
                turn.servers(),
                round.perSecond(),
                round.p50Micros(),
                round.p99Micros(),
                round.failures());
    }

    @Override
    public void close() {
        turns.forEach(turn -> turn.clients().close());
    }
}
