@NullMarked
package io.ringcast.replication.sqlite;

import org.jspecify.annotations.NullMarked;
