//! Serves the embedded style sheet, script and pictures: kept for a year, since each name carries its content's hash.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{assets, errors::Failure};

/// `GET /assets/{*path}`: the asset, packed with gzip where the browser takes it.
pub async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let asset = assets::find(&path).ok_or(Failure::NotFound)?;
    let packed = takes_gzip(&headers).then_some(asset.gzip).flatten();
    let tag = format!("\"{}{}\"", asset.etag, if packed.is_some() { "-gz" } else { "" });
    if headers.get(header::IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes()) {
        return Ok(dressed(StatusCode::NOT_MODIFIED.into_response(), &tag, asset.content_type, false));
    }
    let response = packed.unwrap_or(asset.bytes).into_response();
    Ok(dressed(response, &tag, asset.content_type, packed.is_some()))
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.split(',').map(str::trim).any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        name.trim() == "gzip" && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn dressed(mut response: Response, tag: &str, kind: &'static str, packed: bool) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
