@org.jspecify.annotations.NullMarked
package io.ringcast.protocol.overlay;
