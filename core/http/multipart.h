#pragma once

#include <QByteArray>
#include <QList>

namespace wheelhouse {

/// A part of a form with files (RFC 7578).
struct FormPart {
    QByteArray name;
    QByteArray bytes; ///< of text: UTF-8
    QByteArray fileName = {}; ///< ASCII without quotes; empty: it is a field, no file
    QByteArray type = {}; ///< of a file: "image/jpeg"
};

struct MultipartForm {
    QByteArray type; ///< for Content-Type, with the boundary
    QByteArray body;
};

/// The form's bytes; the same parts give the same bytes. Pure; any thread.
[[nodiscard]] MultipartForm multipartForm(const QList<FormPart> &parts);

} // namespace wheelhouse
