@NullMarked
package io.ringcast.replication.simulation;

import org.jspecify.annotations.NullMarked;
