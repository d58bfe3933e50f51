//! Files of a ticket or reply: pictures in small, everything else by name.

use leptos::prelude::*;
use model::{Route, attachment::Attachment};
use ui::prelude::*;

/// The picture that shows large over the page, if one does; the last one stays known while its dialog closes.
#[derive(Clone, Copy)]
pub(super) struct Enlarged {
    picture: RwSignal<Option<Attachment>>,
    open: RwSignal<bool>,
}

impl Enlarged {
    pub(super) fn none() -> Self {
        Self { picture: RwSignal::new(None), open: RwSignal::new(false) }
    }

    fn show(self, picture: Attachment) {
        self.picture.set(Some(picture));
        self.open.set(true);
    }
}

/// The files; a picture opens large over the page.
#[component]
pub(super) fn Attachments(files: Vec<Attachment>, enlarged: Enlarged) -> impl IntoView {
    let (pictures, others): (Vec<_>, Vec<_>) = files.into_iter().partition(Attachment::is_picture);
    let pictures = (!pictures.is_empty()).then(|| {
        let items = pictures.into_iter().map(|file| view! { <Picture file enlarged /> }).collect_view();
        view! { <ul class="pictures" aria-label=t(K::TicketPictures)>{items}</ul> }
    });
    let others = (!others.is_empty()).then(|| {
        let items = others.into_iter().map(|file| view! { <Other file /> }).collect_view();
        view! { <ul class="files" aria-label=t(K::TicketAttachments)>{items}</ul> }
    });
    view! { {pictures}{others} }
}

#[component]
fn Picture(file: Attachment, enlarged: Enlarged) -> impl IntoView {
    let (href, name) = (file.href(), file.name.clone());
    let enlarge = move |event: leptos::ev::MouseEvent| {
        if !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            enlarged.show(file.clone());
        }
    };
    view! {
        <li>
            <a class="pictures__item" href=href.clone() rel="external" target="_blank" title=name.clone() on:click=enlarge>
                <img src=href.clone() alt=name.clone() loading="lazy" width="120" height="80" />
            </a>
        </li>
    }
}

#[component]
fn Other(file: Attachment) -> impl IntoView {
    let size = size_text(u64::try_from(file.size).unwrap_or_default());
    view! {
        <li>
            <a class="files__item" href=Route::Download(file.id).href() rel="external" download=file.name.clone()>
                <Icon name=IconName::File />
                <span class="files__name">{file.name.clone()}</span>
                <span class="files__size">{size}</span>
            </a>
        </li>
    }
}

/// A picture over the page.
#[component]
pub(super) fn Lightbox(enlarged: Enlarged) -> impl IntoView {
    let Enlarged { picture, open } = enlarged;
    let title = Signal::derive(move || {
        picture.with(|file| file.as_ref().map(|file| file.name.clone()).unwrap_or_default())
    });
    let shown = move || {
        picture.get().map(|file| {
            view! {
                <figure class="lightbox">
                    <img class="lightbox__picture" src=file.href() alt=file.name.clone() />
                    <a class="button" href=Route::Download(file.id).href() rel="external" download=file.name>
                        <Icon name=IconName::Download />
                        {t(K::TicketDownload)}
                    </a>
                </figure>
            }
        })
    };
    view! { <Dialog name="lightbox" title open wide=true>{shown}</Dialog> }
}
