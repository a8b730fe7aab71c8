/** Wires the transport in a Spring Boot application, from the properties that all Ringcast processes have in common. */
@NullMarked
package io.ringcast.protocol.autoconfigure;

import org.jspecify.annotations.NullMarked;
