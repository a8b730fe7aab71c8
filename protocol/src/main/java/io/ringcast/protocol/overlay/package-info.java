/**
 * Overlays: how a message finds its way among the members of a ring, as functions of which seats are taken. Pure: only the JDK
 * and JSpecify may come in.
 */
@NullMarked
package io.ringcast.protocol.overlay;

import org.jspecify.annotations.NullMarked;
