namespace Stadtgespraeche.Contracts;

/// <summary>What the General Data Protection Regulation (GDPR) makes of a piece of data.</summary>
public enum Category
{
    /// <summary>Says nothing about a person.</summary>
    None,

    /// <summary>About a person, also through an id (Art. 4).</summary>
    Personal,

    /// <summary>Health, political opinion and the like (Art. 9).</summary>
    Special,
}

/// <summary>What erasing a person does to the rows about that person.</summary>
public enum Erasure
{
    /// <summary>They are deleted.</summary>
    Delete,

    /// <summary>They stay, and what is personal in them becomes empty.</summary>
    Anonymise,

    /// <summary>They go by themselves or by hand; the attribute's Kept says how.</summary>
    Otherwise,
}

/// <summary>
/// Classifies what a contract carries and a table stores: on a type the default of its properties, on a property or a
/// record's parameter the exception. Nothing may be unclassified. Export, erasure, the record of processing and the
/// tests of logs all read it here. For types of a library it stands on the assembly, with <see cref="Of"/> and, for one
/// property, <see cref="Property"/>.
/// </summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Assembly,
    AllowMultiple = true
)]
public sealed class DataAttribute(Category category) : Attribute
{
    public Category Category { get; } = category;

    public Type? Of { get; init; }

    public string? Property { get; init; }
}

/// <summary>
/// Why a table holds personal data, in German, as people read it in their export and in the record of processing (Art.
/// 30). Every table with personal data has one.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ProcessingAttribute(string purpose) : Attribute
{
    public string Purpose { get; } = purpose;

    /// <summary>
    /// The property that holds the id of the person whom the row is about; null: no row can be found by a person's id.
    /// </summary>
    public string? Subject { get; init; }

    public Erasure Erasure { get; init; }

    /// <summary>Properties that are computed from others and say nothing more; an export leaves them out.</summary>
    public string[] Derived { get; init; } = [];

    /// <summary>How long, in German.</summary>
    public required string Kept { get; init; }

    /// <summary>Who sees it, in German.</summary>
    public required string SeenBy { get; init; }

    public Type? Of { get; init; }
}
