namespace Stadtgespraeche.Notification.Mails.Letters;

/// <summary>
/// What a mail says, as blocks of plain German text. Text and HTML part are both written from it, so they always say
/// the same, and nothing of it can become markup: <see cref="HtmlPart"/> escapes every piece.
/// </summary>
public sealed class Letter(string subject, string greeting)
{
    private readonly List<Block> blocks = [];

    /// <summary>Without anything about the recipient.</summary>
    public string Subject { get; } = subject;

    public string Greeting { get; } = greeting;

    public IReadOnlyList<Block> Blocks => blocks;

    public JsonFile? Attachment { get; private set; }

    public Letter Paragraph(string text) => Add(new Paragraph(text));

    public Letter Heading(string text) => Add(new Heading(text));

    /// <summary>Without any there is no list.</summary>
    public Letter Facts(params IEnumerable<Fact> facts) =>
        facts.ToList() is { Count: > 0 } list ? Add(new FactList(list)) : this;

    public Letter List(IEnumerable<string> items) => Add(new ItemList([.. items]));

    /// <summary>A link that people act through; where it leads one still has to confirm.</summary>
    public Letter Action(string label, string address) => Add(new Action(label, address));

    /// <summary>The same for what takes something away; it looks different.</summary>
    public Letter Refusal(string label, string address) => Add(new Action(label, address, IsRefusal: true));

    /// <summary>A page to read.</summary>
    public Letter Link(string label, string address) => Add(new PageLink(label, address));

    public Letter Attach(string name, string json)
    {
        Attachment = new(name, json);
        return this;
    }

    private Letter Add(Block block)
    {
        blocks.Add(block);
        return this;
    }
}

public abstract record Block;

public sealed record Paragraph(string Text) : Block;

public sealed record Heading(string Text) : Block;

public sealed record FactList(IReadOnlyList<Fact> Facts) : Block;

public sealed record ItemList(IReadOnlyList<string> Items) : Block;

public sealed record Action(string Label, string Address, bool IsRefusal = false) : Block;

public sealed record PageLink(string Label, string Address) : Block;

/// <summary>One line such as "Wann: …"; <see cref="IsLink"/> when the value is an address to follow.</summary>
public sealed record Fact(string Name, string Value, bool IsLink = false);

/// <summary>A file that goes with the letter.</summary>
public sealed record JsonFile(string Name, string Json);
