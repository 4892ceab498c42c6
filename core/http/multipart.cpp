#include "core/http/multipart.h"

#include <QCryptographicHash>

#include <algorithm>

namespace wheelhouse {

namespace {

/// A line that stands in none of the parts.
QByteArray boundaryFor(const QList<FormPart> &parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const FormPart &part : parts)
        hash.addData(part.name + '\n' + part.bytes);
    QByteArray boundary;
    const auto stands = [&boundary](const FormPart &part) { return part.bytes.contains(boundary); };
    do {
        boundary = "wheelhouse-" + hash.result().toHex().left(32);
        hash.addData(boundary);
    } while (std::any_of(parts.begin(), parts.end(), stands));
    return boundary;
}

} // namespace

MultipartForm multipartForm(const QList<FormPart> &parts)
{
    const QByteArray boundary = boundaryFor(parts);
    MultipartForm form { "multipart/form-data; boundary=" + boundary, {} };
    for (const FormPart &part : parts) {
        form.body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.name + '"';
        if (!part.fileName.isEmpty())
            form.body += "; filename=\"" + part.fileName + "\"\r\nContent-Type: " + part.type;
        form.body += "\r\n\r\n" + part.bytes + "\r\n";
    }
    form.body += "--" + boundary + "--\r\n";
    return form;
}

} // namespace wheelhouse
