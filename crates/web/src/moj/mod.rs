//! Ministry of Justice design system components as functions that return markup, in the manner of [`crate::govuk`].
//!
//! The package has no fixtures of its own; `tests/fixtures/moj.rs` holds the markup of its templates.

mod badge;
mod filter;
mod identity_bar;
mod navigation;
mod sortable;
mod ticket_panel;
mod timeline;

pub use badge::{Badge, badge};
pub use filter::{Filter, FilterCategory, FilterTag, SelectedFilters, filter, filter_layout};
pub use identity_bar::{IdentityBar, identity_bar};
pub use navigation::{NavigationLink, SideNavigation, SideSection, SubNavigation, side_navigation, sub_navigation};
pub use sortable::{Direction, sort_value, sortable_column, sortable_table};
pub use ticket_panel::{TicketPanel, TicketSection, ticket_panel};
pub use timeline::{Timeline, TimelineItem, timeline};
