namespace Stadtgespraeche.Database;

/// <summary>
/// An entity whose rows are written once: <see cref="Migrate"/> lets the serving role insert and read them, and nothing
/// else.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AppendOnlyAttribute : Attribute;
