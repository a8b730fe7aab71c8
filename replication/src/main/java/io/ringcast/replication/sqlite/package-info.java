/** The disk of a server: one SQLite database in a directory that one process owns. */
@NullMarked
package io.ringcast.replication.sqlite;

import org.jspecify.annotations.NullMarked;
