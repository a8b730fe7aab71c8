package io.ringcast.replication.boot;

import io.ringcast.replication.Backup;
import io.ringcast.replication.UnavailableException;
import io.ringcast.replication.api.StorageException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Backups of this server's store, while it runs. The server's configuration says where they go. */
@RestController
@RequestMapping("/api/backup")
@Tag(name = "backup", description = "Backups of this server's store")
public class BackupController {
    private final ReplicatedService service;

    /** For a service. */
    public BackupController(ReplicatedService service) {
        this.service = service;
    }

    /**
     * A backup on the disk of this server.
     *
     * @param path its directory, a complete store
     * @param index all changes up to this one are in it
     * @param digest of the state at that index, as {@code GET /api/replica} tells it
     */
    record BackupBody(
            @Schema(example = "/var/lib/ringcast/backups/s1-2026-11-27T04-05-06.123Z")
            String path,

            @Schema(example = "4711") long index,
            @Schema(example = "9f2c51aa03b7d9e4") String digest,
            @Schema(example = "1048576") long bytes) {
        static BackupBody of(Backup backup) {
            return new BackupBody(backup.path().toString(), backup.index(), backup.digest(), backup.bytes());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Backs up this server's store; everything acknowledged before is in it")
    BackupBody backUp() {
        try {
            return BackupBody.of(service.backUp());
        } catch (UnavailableException e) {
            throw unavailable(e.reason());
        } catch (StorageException e) {
            throw unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static ErrorResponseException unavailable(String reason) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, reason);
        problem.setProperty("code", "UNAVAILABLE");
        return new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, problem, null);
    }
}
