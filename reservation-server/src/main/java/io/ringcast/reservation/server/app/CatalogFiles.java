package io.ringcast.reservation.server.app;

import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.files.DataFiles;
import io.ringcast.reservation.server.files.DataFiles.InitialData;
import io.ringcast.reservation.server.files.UnusableFileException;
import java.nio.file.Path;

/** This server's data files: as they were at its start, and as they are now. */
final class CatalogFiles {
    private final Path directory;
    private final InitialData atStart;

    /** @throws UnusableFileException if the files cannot be used */
    CatalogFiles(Path directory) {
        this.directory = directory;
        this.atStart = DataFiles.read(directory);
    }

    InitialData atStart() {
        return atStart;
    }

    /** @throws UnusableCatalogException if the files cannot be used as they are now */
    Catalog now() {
        try {
            return DataFiles.read(directory).state().catalog();
        } catch (UnusableFileException e) {
            throw new UnusableCatalogException(String.valueOf(e.getMessage()), e);
        }
    }
}
