@NullMarked
package io.ringcast.dht.manager;

import org.jspecify.annotations.NullMarked;
