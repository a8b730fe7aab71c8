/** The page of the lab, and its REST side. */
@NullMarked
package io.ringcast.lab.web;

import org.jspecify.annotations.NullMarked;
