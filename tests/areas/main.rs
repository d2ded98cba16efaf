//! The areas for improvement of the inspection report, one file each: the running product, used as its people use it, shows
//! that the failing cannot happen or is seen at once by the person who must act.

mod a01_enquiries;
mod a02_strategy;
mod a04_assessments;
mod a07_recording;
mod a08_participation;
mod a11_chronology;
