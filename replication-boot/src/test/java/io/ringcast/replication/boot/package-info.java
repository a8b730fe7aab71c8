@NullMarked
package io.ringcast.replication.boot;

import org.jspecify.annotations.NullMarked;
