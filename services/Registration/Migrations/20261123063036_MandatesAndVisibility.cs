using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Stadtgespraeche.Registration.Migrations
{
    /// <inheritdoc />
    public partial class MandatesAndVisibility : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "invited_elsewhere",
                table: "members",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "link_version",
                table: "members",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "linked_mandates",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_linked_mandates", x => x.member_id);
                    table.ForeignKey(
                        name: "fk_linked_mandates_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "passed_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passed_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "visible_to_others",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<bool>(type: "boolean", nullable: false),
                    city = table.Column<bool>(type: "boolean", nullable: false),
                    faction = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    topics = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visible_to_others", x => x.member_id);
                    table.ForeignKey(
                        name: "fk_visible_to_others_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_linked_mandates_person_id",
                table: "linked_mandates",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_passed_requests_at",
                table: "passed_requests",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "linked_mandates");

            migrationBuilder.DropTable(
                name: "passed_requests");

            migrationBuilder.DropTable(
                name: "visible_to_others");

            migrationBuilder.DropColumn(
                name: "invited_elsewhere",
                table: "members");

            migrationBuilder.DropColumn(
                name: "link_version",
                table: "members");
        }
    }
}
