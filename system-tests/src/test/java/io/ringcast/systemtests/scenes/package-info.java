/** The lab as people start it: its processes, its faults, and its scenes. */
@NullMarked
package io.ringcast.systemtests.scenes;

import org.jspecify.annotations.NullMarked;
