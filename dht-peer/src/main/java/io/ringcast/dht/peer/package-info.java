@NullMarked
package io.ringcast.dht.peer;

import org.jspecify.annotations.NullMarked;
