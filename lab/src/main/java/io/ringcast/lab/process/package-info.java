/** The processes of the lab: how they are started, what they are asked, and what is done to them and their network. */
@NullMarked
package io.ringcast.lab.process;

import org.jspecify.annotations.NullMarked;
