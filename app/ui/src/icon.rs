//! The line icons: one path each on a grid of 20, drawn with the colour of the text around them.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident $doc:literal $path:literal)*) => {
        /// An icon of the set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum IconName {
            $(#[doc = $doc] $name,)*
        }

        impl IconName {
            /// Every icon, for the gallery.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)*
                }
            }
        }
    };
}

icons! {
    Archive "Put away" "M3 4h14v3.5H3zM4.5 7.5V16h11V7.5M8 11h4"
    ArrowDown "Downwards" "M10 4v12M5 11l5 5 5-5"
    ArrowLeft "Backwards" "M16 10H4M9 5l-5 5 5 5"
    ArrowRight "Forwards" "M4 10h12M11 5l5 5-5 5"
    ArrowUp "Upwards" "M10 16V4M5 9l5-5 5 5"
    Bell "Notifications" "M4 14.5h12c-1.2-1.2-1.5-2.6-1.5-6a4.5 4.5 0 0 0-9 0c0 3.4-.3 4.8-1.5 6zM8.2 17a2 2 0 0 0 3.6 0"
    Bold "Bold text" "M6 4h4.5a3 3 0 0 1 0 6H6zM6 10h5.5a3 3 0 0 1 0 6H6z"
    Book "Knowledge" "M4 3h9l3 3v11H4zM7 8h6M7 11h6M7 14h4"
    Building "Department" "M4 17V4h8v13M12 8h4v9M2.5 17h15M7 7h2M7 10h2M7 13h2"
    Calendar "Date" "M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5"
    Chart "Figures" "M4 17V9M10 17V4M16 17v-6M2.5 17h15"
    Chat "Conversation" "M3 4h14v10H9l-4 3v-3H3z"
    Check "Done" "M4 10.5l4 4 8-9"
    CheckCircle "Succeeded" "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M7 10.2l2.2 2.2L13 8"
    ChevronDown "Unfold" "M5.5 8l4.5 4.5L14.5 8"
    ChevronLeft "To the left" "M12 5.5L7.5 10l4.5 4.5"
    ChevronRight "To the right" "M8 5.5l4.5 4.5L8 14.5"
    ChevronUp "Fold" "M5.5 12L10 7.5l4.5 4.5"
    ChevronsUpDown "Choose" "M6.5 8L10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5"
    Clock "Time" "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M10 6v4l2.5 2"
    Close "Close" "M5 5l10 10M15 5L5 15"
    Code "Code" "M7 6l-4 4 4 4M13 6l4 4-4 4"
    Columns "Columns" "M3 4h14v12H3zM8 4v12M12.5 4v12"
    Command "Command" "M3.5 5l4 4-4 4M9.5 14.5h7"
    Copy "Copy" "M7.5 7.5H16V16H7.5zM4.5 12.5H4V4h8.5v.5"
    Download "Download" "M10 3.5v9M6 9l4 4 4-4M4 16.5h12"
    Edit "Edit" "M4 16l.8-3.5L13 4.3l2.7 2.7-8.2 8.2zM11.3 6L14 8.7"
    External "Leads outside" "M8 4.5H4.5v11h11V12M11 4h5v5M16 4l-7 7"
    Eye "Seen" "M2.5 10C4.5 6.7 7 5 10 5s5.500 1.700 7.500 5c-2 3.300-4.500 5-7.500 5s-5.500-1.700-7.500-5zM7.700 10a2.300 2.300 0 1 0 4.600 0a2.300 2.300 0 1 0-4.600 0"
    EyeOff "Hidden" "M4 4l12 12M8 5.300C8.700 5.100 9.300 5 10 5c3 0 5.500 1.700 7.500 5a13 13 0 0 1-2 2.500M12.500 14.500c-.8.300-1.600.5-2.500.5-3 0-5.500-1.700-7.500-5a13 13 0 0 1 3-3.400"
    File "File" "M5 3h7l3.500 3.500V17H5zM11.500 3v4h4"
    Filter "Filter" "M3 4.500h14l-5.500 6.500v5l-3-1.500V11z"
    Flag "Priority" "M5 17V3.500M5 4h10l-2 3.500L15 11H5"
    Folder "Folder" "M3 5h5l1.500 2H17v9H3z"
    Gear "Settings" "M7.400 10a2.600 2.600 0 1 0 5.200 0a2.600 2.600 0 1 0-5.200 0M10 2.800v2M10 15.200v2M2.800 10h2M15.200 10h2M4.900 4.900l1.400 1.400M13.700 13.700l1.400 1.400M15.100 4.900l-1.400 1.400M6.300 13.700l-1.400 1.400"
    Globe "Language" "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M3 10h14M10 3c-4.500 4-4.500 10 0 14M10 3c4.500 4 4.500 10 0 14"
    Headset "Desk" "M4 12v-2a6 6 0 0 1 12 0v2M4 11h2.500v4.500H4zM13.500 11H16v4.500h-2.500zM14.500 15.500c0 1.200-1.500 2-3.500 2"
    History "Changes" "M3.500 10a6.500 6.500 0 1 0 2.200-4.900M3.500 3.500v3h3M10 6.500V10l2.500 1.500"
    Home "Start" "M3 9l7-6 7 6v8h-5v-5H8v5H3z"
    Image "Picture" "M3 4h14v12H3zM3 13.500l4-4 3.500 3.500 2.500-2.500 4 4M12.500 7.500h.01"
    Inbox "Nothing here" "M3 11l2.500-6.500h9L17 11v5H3zM3 11h4l1 2h4l1-2h4"
    Info "Note" "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M10 9.200v4.300M10 6.500h.01"
    Italic "Italic text" "M8.500 4h6M5.500 16h6M11.500 4l-3 12"
    Link "Link" "M8.500 11.500l3-3M9.500 6L11 4.500a3.200 3.200 0 0 1 4.500 4.500L14 10.500M10.500 14L9 15.500A3.200 3.200 0 0 1 4.500 11L6 9.500"
    List "List" "M7.500 5.500H17M7.500 10H17M7.500 14.500H17M3.500 5.500h.01M3.500 10h.01M3.500 14.500h.01"
    ListOrdered "Numbered list" "M8.500 5.500H17M8.500 10H17M8.500 14.500H17M3 4.500l1.200-.8v4M3 12.300c.6-1 2.300-.7 2.200.4 0 .9-1.500 1.500-2.200 2.500h2.300"
    Lock "Internal" "M4.500 9h11v8h-11zM7 9V6.500a3 3 0 0 1 6 0V9"
    Logout "Sign out" "M8.500 4H4v12h4.500M12.500 6.500L16 10l-3.500 3.500M16 10H8"
    Mail "Mail" "M3 5h14v10.500H3zM3 5.500l7 5.500 7-5.500"
    Menu "Menu" "M3.500 5.500h13M3.500 10h13M3.500 14.500h13"
    Minus "Less" "M4.500 10h11"
    Monitor "As the device" "M3 4h14v9.500H3zM7 16.500h6M10 13.500v3"
    Moon "Dark" "M16 12.200A6.500 6.500 0 0 1 7.800 4 6.500 6.500 0 1 0 16 12.200z"
    More "More" "M4.500 10h.01M10 10h.01M15.500 10h.01"
    Paperclip "Attachment" "M15.500 9.500l-5.700 5.700a3.500 3.500 0 0 1-5-5l6-6a2.300 2.300 0 0 1 3.300 3.300l-5.800 5.800a1.100 1.100 0 0 1-1.600-1.600l5.200-5.200"
    Phone "Phone" "M4 4h3l1.500 3.500-2 1.500a9 9 0 0 0 4.500 4.500l1.500-2L16 13v3c-7 .5-12.500-5-12-12z"
    Plus "New" "M10 4v12M4 10h12"
    Quote "Quotation" "M8.500 6H4.500v4.500h4V6zM8.500 10.500c0 2-1 3-3 3.500M16 6h-4v4.500h4V6zM16 10.500c0 2-1 3-3 3.500"
    Redo "Redo" "M16 8H8a4 4 0 0 0 0 8h4M12.500 4.500L16 8l-3.500 3.500"
    Refresh "Load again" "M16 6.500A7 7 0 1 0 17 11M16.500 3.500v3.500H13"
    Reply "Reply" "M8 5L3.500 9.500 8 14M4 9.500h7a5 5 0 0 1 5 5V16"
    Search "Search" "M3.500 9a5.500 5.500 0 1 0 11 0a5.500 5.500 0 1 0-11 0M13 13l4 4"
    Send "Send" "M3 10l14-6.500-4.500 13.500-3-5.500zM9.500 11.500l7.500-8"
    Shield "Rights" "M10 3l6 2v5c0 3.500-2.500 6-6 7.500C6.500 16 4 13.500 4 10V5z"
    Sort "Order" "M6 4v12M3 13l3 3 3-3M14 16V4M11 7l3-3 3 3"
    Star "Star" "M10 3l2.200 4.500 4.900.7-3.500 3.500.8 4.900L10 14.300l-4.400 2.300.8-4.900L2.900 8.200l4.900-.7z"
    StarFilled "Starred" "M10 3l2.200 4.500 4.900.7-3.500 3.500.8 4.900L10 14.300l-4.400 2.300.8-4.900L2.900 8.200l4.900-.7z"
    Strike "Struck out" "M3.500 10h13M14 6c-.5-1.300-2-2-4-2-2.300 0-4 1-4 3 0 1.300.7 2.200 2 3M6 14c.5 1.300 2 2 4 2 2.300 0 4-1 4-3"
    Sun "Light" "M6.800 10a3.200 3.200 0 1 0 6.400 0a3.200 3.200 0 1 0-6.400 0M10 2.500v2M10 15.500v2M2.500 10h2M15.500 10h2M4.700 4.700l1.400 1.400M13.900 13.900l1.400 1.400M15.300 4.700l-1.400 1.400M6.100 13.900l-1.400 1.400"
    Tag "Tag" "M3.500 3.500H10l6.500 6.500-6.500 6.500L3.500 10zM7 7h.01"
    Ticket "Ticket" "M3 5h14v3.500a1.500 1.500 0 0 0 0 3V15H3v-3.500a1.500 1.500 0 0 0 0-3z"
    Trash "Delete" "M3.500 5.500h13M8 5.500V3.500h4v2M5 5.500l.8 11h8.400l.8-11M8.500 8.500v5M11.500 8.500v5"
    Underline "Underlined text" "M6 4v5.500a4 4 0 0 0 8 0V4M5 16.500h10"
    Undo "Undo" "M4 8h8a4 4 0 0 1 0 8H8M7.500 4.500L4 8l3.500 3.500"
    Upload "Upload" "M10 13V4M6 7.500l4-4 4 4M4 16.500h12"
    User "Person" "M7 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0M4 17c0-5 12-5 12 0"
    Users "People" "M5 7a2.700 2.700 0 1 0 5.400 0a2.700 2.700 0 1 0-5.400 0M2.500 16.500c0-4.700 10.400-4.700 10.400 0M12.500 4.500a2.600 2.600 0 0 1 0 5.100M15 12.300c1.600.6 2.500 2 2.500 4.200"
    Warning "Warning" "M10 3.500l7.500 13h-15zM10 8.500v3.500M10 14.300h.01"
}

/// A decorative icon; say its meaning in the text or the label beside it.
#[component]
pub fn Icon(
    /// Which icon.
    name: IconName,
) -> impl IntoView {
    let class = match name {
        IconName::StarFilled => "icon icon--filled",
        IconName::More => "icon icon--bold",
        _ => "icon",
    };
    view! {
        <svg class=class viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
            <path d=name.path() />
        </svg>
    }
}
