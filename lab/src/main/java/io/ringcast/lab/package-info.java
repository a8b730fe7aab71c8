/** The lab: all services on loopback as processes of their own, with faults at will, scenes, and one page for it. */
@NullMarked
package io.ringcast.lab;

import org.jspecify.annotations.NullMarked;
