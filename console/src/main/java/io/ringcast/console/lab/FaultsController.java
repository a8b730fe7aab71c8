package io.ringcast.console.lab;

import io.ringcast.foundation.lab.LabFaults;
import io.ringcast.foundation.lab.LabNetwork;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What happens to the datagrams that arrive at this process. */
@RestController
@RequestMapping("/api/lab/faults")
@Tag(name = "lab", description = "Faults of the network, in a lab only")
class FaultsController {
    private final LabNetwork network;

    FaultsController(LabNetwork network) {
        this.network = network;
    }

    /**
     * The faults.
     *
     * @param loseOneIn one of so many datagrams is lost; 0 loses none
     * @param delayMillis how long each is held
     * @param jitterMillis up to how much longer, drawn for each
     * @param blocked the first ports of processes that are not heard
     */
    record FaultsBody(
            @Schema(example = "5") int loseOneIn,
            @Schema(example = "0") int delayMillis,
            @Schema(example = "40") int jitterMillis,
            @Schema(example = "[41000]") @Nullable List<Integer> blocked) {}

    /**
     * The faults, and what they did.
     *
     * @param lost how many datagrams were lost here since the start
     */
    record FaultsView(
            @Schema(example = "5") int loseOneIn,
            @Schema(example = "0") int delayMillis,
            @Schema(example = "40") int jitterMillis,
            @Schema(example = "[41000]") List<Integer> blocked,
            @Schema(example = "12") long lost) {}

    @GetMapping
    @Operation(summary = "What happens to the datagrams that arrive here, and how many were lost")
    FaultsView faults() {
        LabFaults now = network.faults();
        return new FaultsView(now.loseOneIn(), now.delayMillis(), now.jitterMillis(), now.blocked(), network.lost());
    }

    @PutMapping
    @Operation(summary = "Sets what happens to the datagrams that arrive here from now on")
    FaultsView set(@RequestBody FaultsBody body) {
        List<Integer> blocked = body.blocked();
        try {
            network.set(new LabFaults(
                    body.loseOneIn(), body.delayMillis(), body.jitterMillis(), blocked == null ? List.of() : blocked));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
        return faults();
    }
}
