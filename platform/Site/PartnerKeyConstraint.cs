using Microsoft.AspNetCore.Routing.Constraints;

namespace Stadtgespraeche.Site;

/// <summary>
/// The part of an address that names a partner (<c>{key:partner}</c>): what cannot be a key is no address. Without it, one
/// that is nothing but blanks would reach the page as null.
/// </summary>
public sealed class PartnerKeyConstraint() : RegexRouteConstraint("^[A-Za-z0-9-]+$");
