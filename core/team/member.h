#pragma once

#include "core/operations/operation.h"

#include <QString>

namespace wheelhouse {

using DepartmentId = Id<struct Department>;

/// A part of the company that mentions are handed to: Care, PR, People, Product.
struct Department {
    qint64 row = 0;
    DepartmentId id;
    QString name;
    friend bool operator==(const Department &, const Department &) = default;
};

/// Somebody who works here. Keys, roles and belts come with sign-off.
struct Member {
    qint64 row = 0;
    MemberId id;
    QString name;
    qint64 department = 0; ///< row; 0: none
    QString hours; ///< as written: "Mon-Fri 09:00-17:00 Europe/Amsterdam"; empty: not said
    bool isMe = false;
    friend bool operator==(const Member &, const Member &) = default;
};

} // namespace wheelhouse
